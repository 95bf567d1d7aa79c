/*
 * Requests of this wire: only what was asked for, and valid by OpenAI's own schema.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ChatRequest, Part } from '../../../src/core/index.ts';
import { encodeChat } from '../../../src/providers/openaiChat/encode.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

const FILE = path.join(import.meta.dirname, '../../fixtures/torture/openai-schemas.json');
const schemas = JSON.parse(readFileSync(FILE, 'utf8')) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openai', ...schemas });
const isValid = ajv.compile({ $ref: 'openai#/components/schemas/CreateChatCompletionRequest' });

const encode = (request: ChatRequest, kind: 'openai' | 'compatible' = 'openai') => {
  const body = JSON.parse(encodeChat(request, 'gpt-5', presetOf(kind).chat)) as Record<
    string,
    unknown
  >;
  assert(isValid(body), ajv.errorsText(isValid.errors));
  return body;
};
const user = (...parts: Part[]): ChatRequest => ({ messages: [{ role: 'user', parts }] });
const HELLO = user({ type: 'text', text: 'Hello' });

const FULL: ChatRequest = {
  messages: [
    { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
    {
      role: 'user',
      parts: [
        { type: 'text', text: 'What is this?' },
        { type: 'image', mediaType: 'image/png', dataBase64: 'aGk=' },
        { type: 'file', name: 'a.md', languageId: 'markdown', text: '```\nx\n```' },
      ],
    },
    {
      role: 'assistant',
      parts: [{ type: 'tool-call', id: 'ours', name: 'look', argumentsJson: '{}' }],
    },
    {
      role: 'tool',
      parts: [{ type: 'tool-result', id: 'ours', name: 'look', text: 'seen', isError: false }],
    },
  ],
  tools: [
    { name: 'look', description: 'Looks', parametersSchema: { type: 'object', properties: {} } },
  ],
  toolChoice: 'auto',
  outputTokensMax: 100,
  reasoning: 'low',
  stop: ['END'],
  temperature: 0.5,
  topP: 0.9,
};

describe('a request', () => {
  it('names the conversation for the cache where the preset says that the name is taken', () => {
    const asked = { ...HELLO, cacheKey: 'c1' };
    assert.equal(encode(asked)['prompt_cache_key'], 'c1');
    assert.equal(encode(asked, 'compatible')['prompt_cache_key'], undefined);
    assert.equal('prompt_cache_key' in encode(HELLO), false);
  });

  it('holds nothing that was not asked for', () => {
    assert.deepEqual(Object.keys(encode(HELLO)).toSorted(), [
      'messages',
      'model',
      'stream',
      'stream_options',
    ]);
  });

  it('holds everything that was asked for, valid by the schema', () => {
    const { messages: _messages, tools, ...rest } = encode(FULL);
    assert.deepEqual(rest, {
      model: 'gpt-5',
      stream: true,
      stream_options: { include_usage: true },
      tool_choice: 'auto',
      max_completion_tokens: 100,
      reasoning_effort: 'low',
      stop: ['END'],
      temperature: 0.5,
      top_p: 0.9,
    });
    assert.deepEqual(tools, [
      {
        type: 'function',
        function: {
          name: 'look',
          description: 'Looks',
          parameters: { type: 'object', properties: {} },
        },
      },
    ]);
    encode(FULL, 'compatible');
  });

  it('names the limit as the dialect wants it', () => {
    assert.equal(encode(FULL, 'compatible')['max_tokens'], 100);
    assert.equal(encode(FULL, 'compatible')['max_completion_tokens'], undefined);
  });

  it('leaves out stream options and efforts that a dialect does not know', () => {
    const dialect = { ...presetOf('openai').chat, sendStreamOptions: false, reasoning: {} };
    const body = JSON.parse(encodeChat(FULL, 'm', dialect)) as Record<string, unknown>;
    assert(!('stream_options' in body) && !('reasoning_effort' in body));
  });

  it('names a forced tool, and no choice without tools', () => {
    const forced = encode({ ...FULL, toolChoice: { name: 'look' } });
    assert.deepEqual(forced['tool_choice'], { type: 'function', function: { name: 'look' } });
    assert.equal(encode({ ...HELLO, toolChoice: 'required' })['tool_choice'], undefined);
    assert.equal(encode({ ...HELLO, tools: [], stop: [] })['tools'], undefined);
  });

  it('sends every effort in a form that the schema knows', () => {
    for (const reasoning of ['off', 'low', 'medium', 'high'] as const)
      encode({ ...HELLO, reasoning });
  });
});
