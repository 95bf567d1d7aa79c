/*
 * Messages of this wire: files, images, tool loops, ids, and what goes back to whom.
 */
import assert from 'node:assert/strict';
import type { Message, Opaque, Part } from '../../../src/core/index.ts';
import { encodeMessages } from '../../../src/providers/openaiChat/encodeMessages.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

const dialect = presetOf('compatible').chat;
const encode = (messages: readonly Message[], echo = false) =>
  encodeMessages(messages, 'm-1', { ...dialect, echoReasoningContent: echo });
const user = (...parts: Part[]): Message => ({ role: 'user', parts });
const text = (words: string): Part => ({ type: 'text', text: words });
const opaque = (data: unknown, modelId = 'm-1'): Opaque => ({ wire: 'openai.chat', modelId, data });
const call = (id: string, own?: Opaque): Part => ({
  type: 'tool-call',
  id,
  name: 'f',
  argumentsJson: '{"a":1}',
  ...(own === undefined ? {} : { opaque: own }),
});
const result = (id: string, isError = false): Part => ({
  type: 'tool-result',
  id,
  name: 'f',
  text: 'r',
  isError,
});

function callIds(message: Readonly<Record<string, unknown>> | undefined): string[] {
  return ((message?.['tool_calls'] ?? []) as { id: string }[]).map(({ id }) => id);
}

describe('messages', () => {
  it('with only text are one string', () => {
    const file: Part = { type: 'file', name: 'a\n.ts', languageId: 'ts', text: 'let a;' };
    assert.deepEqual(encode([user(text('Look:'), file)]), [
      { role: 'user', content: 'Look:\n\nFile: a .ts\n```ts\nlet a;\n```' },
    ]);
  });

  it('fence a file so that nothing in it can end the fence', () => {
    const [message] = encode([user({ type: 'file', name: 'a', text: 'x\n`````\ny\n' })]);
    assert.equal(message?.['content'], 'File: a\n``````\nx\n`````\ny\n``````');
  });

  it('with images are parts, in order', () => {
    const image: Part = { type: 'image', mediaType: 'image/png', dataBase64: 'aGk=' };
    assert.deepEqual(encode([user(text('a'), image, text('b'))])[0]?.['content'], [
      { type: 'text', text: 'a' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
      { type: 'text', text: 'b' },
    ]);
  });

  it('give calls and results the same id: the vendor’s own where it is known', () => {
    const messages: Message[] = [
      user(text('go')),
      { role: 'assistant', parts: [call('ours-1', opaque({ callId: 'abc' })), call('ours-2')] },
      { role: 'tool', parts: [result('ours-1'), result('ours-2', true)] },
    ];
    const [, assistant, ...results] = encode(messages);
    const ids = callIds(assistant);
    assert.deepEqual(ids, ['abc', 'call00001']);
    assert.equal(assistant?.['content'], null);
    assert.deepEqual(results, [
      { role: 'tool', tool_call_id: 'abc', content: 'r' },
      { role: 'tool', tool_call_id: 'call00001', content: 'Error: r' },
    ]);
  });

  it('keep a vendor’s id from every other model', () => {
    const parts = [call('ours-1', opaque({ callId: 'abc' }, 'm-2'))];
    const [assistant] = encode([{ role: 'assistant', parts }]);
    assert.deepEqual(callIds(assistant), ['call00000']);
  });

  it('never give two calls one id', () => {
    const parts = [
      call('a', opaque({ callId: 'call00001' })),
      call('b'),
      call('c', opaque({ callId: 'call00001' })),
    ];
    const [assistant] = encode([{ role: 'assistant', parts }]);
    const ids = callIds(assistant);
    assert.equal(new Set(ids).size, 3);
  });

  it('send reasoning back untouched to its own model, and to no other', () => {
    const details = [{ type: 'reasoning.encrypted', data: 'x' }];
    const reasoning = (modelId: string): Message => ({
      role: 'assistant',
      parts: [
        { type: 'reasoning', text: 'hm', opaque: opaque({ reasoningDetails: details }, modelId) },
        text('yes'),
      ],
    });
    assert.deepEqual(encode([reasoning('m-1')]), [
      { role: 'assistant', content: 'yes', reasoning_details: details },
    ]);
    assert.deepEqual(encode([reasoning('m-2')]), [{ role: 'assistant', content: 'yes' }]);
  });

  it('send reasoning content back only inside the tool loop, where the dialect wants it', () => {
    const step: Message = {
      role: 'assistant',
      parts: [
        { type: 'reasoning', text: 'hm', opaque: opaque({ reasoningContent: 'hm' }) },
        call('a'),
      ],
    };
    const loop = [user(text('q')), step, { role: 'tool', parts: [result('a')] } as Message];
    assert.equal(encode(loop, true)[1]?.['reasoning_content'], 'hm');
    assert.equal(encode(loop)[1]?.['reasoning_content'], undefined);
    assert.equal(encode([...loop, user(text('next'))], true)[1]?.['reasoning_content'], undefined);
  });

  it('put results that a user turn holds before its words', () => {
    const [assistant, tool, words] = encode([
      { role: 'assistant', parts: [call('a')] },
      user(result('a'), text('and?')),
    ]);
    assert.deepEqual(
      [assistant?.['role'], tool?.['role'], words?.['content']],
      ['assistant', 'tool', 'and?'],
    );
  });
});
