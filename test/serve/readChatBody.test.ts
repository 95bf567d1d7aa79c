/*
 * What of a Chat Completions body reaches the engine, and what is refused by name.
 */
import assert from 'node:assert/strict';
import { readChatBody } from './readChatBody.ts';
import { BadRequest } from './refusal.ts';

const user = { role: 'user', content: 'Why?' };
const read = (more: object = {}) => readChatBody(JSON.stringify({ messages: [user], ...more }));

describe('serve/readChatBody', () => {
  it('a bare question: no field that was not set', () => {
    const { model, isStream, wantsUsage, request } = read();
    assert.deepEqual([model, isStream, wantsUsage], ['auto', false, false]);
    assert.deepEqual(request, {
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'Why?' }] }],
    });
    assert.ok(Object.isFrozen(request));
  });

  it('options under the names of the engine; null is not set; strangers are let through', () => {
    const { request } = read({
      max_tokens: 5,
      max_completion_tokens: 7,
      temperature: 0,
      top_p: null,
      stop: 'END',
      reasoning_effort: 'minimal',
      seed: 1,
      user: 'x',
      response_format: { type: 'text' },
    });
    const { messages: _messages, ...options } = request;
    assert.deepEqual(options, {
      outputTokensMax: 7,
      temperature: 0,
      stop: ['END'],
      reasoning: 'low',
    });
  });

  it('a conversation with tools and images', () => {
    const call = { id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } };
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
    const { request } = read({
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'What is this?' }, image] },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c1', content: 'a cat' },
      ],
      tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }],
      tool_choice: { type: 'function', function: { name: 'look' } },
    });
    assert.deepEqual(request, {
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
        {
          role: 'user',
          parts: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', mediaType: 'image/png', dataBase64: 'AAAA' },
          ],
        },
        {
          role: 'assistant',
          parts: [{ type: 'tool-call', id: 'c1', name: 'look', argumentsJson: '{}' }],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool-result', id: 'c1', name: 'look', text: 'a cat', isError: false }],
        },
      ],
      tools: [{ name: 'look', description: '', parametersSchema: { type: 'object' } }],
      toolChoice: { name: 'look' },
    });
  });

  const remote = { type: 'image_url', image_url: { url: 'http://10.0.0.1/x.png' } };
  const bad: [string, object | string, string][] = [
    ['no JSON', '{"messages": [', 'JSON'],
    ['no messages', JSON.stringify({}), 'messages'],
    ['an unknown role', { messages: [{ role: 'boss', content: 'x' }] }, 'messages.0'],
    ['several answers', { n: 2 }, 'n'],
    ['a JSON mode', { response_format: { type: 'json_object' } }, 'response_format'],
    [
      'an image to be fetched',
      { messages: [{ role: 'user', content: [remote] }] },
      'messages.0.content.0.image_url.url',
    ],
    ['no room for an answer', { max_tokens: 0 }, 'max_tokens'],
  ];
  for (const [what, body, field] of bad) {
    it(`${what}: refused, naming ${field}`, () => {
      const act = () => (typeof body === 'string' ? readChatBody(body) : read(body));
      assert.throws(act, (error: unknown) => {
        assert.ok(error instanceof BadRequest);
        assert.ok(error.message.includes(field), error.message);
        return error.status === 400;
      });
    });
  }
});
