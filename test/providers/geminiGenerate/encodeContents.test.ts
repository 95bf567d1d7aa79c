/*
 * Contents of Gemini: alternation, images, tool loops, and signatures on the part that they came
 * with.
 */
import assert from 'node:assert/strict';
import type { Message, Opaque, Part } from '../../../src/core/index.ts';
import { encodeContents } from '../../../src/providers/geminiGenerate/encodeContents.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

const MODEL = 'gemini-2.5-flash';
const encode = (messages: readonly Message[], modelId = MODEL) =>
  encodeContents(messages, modelId, presetOf('gemini').gemini);
const user = (...parts: Part[]): Message => ({ role: 'user', parts });
const model = (...parts: Part[]): Message => ({ role: 'assistant', parts });
const text = (words: string): Part => ({ type: 'text', text: words });
const opaque = (data: unknown, modelId = MODEL): Opaque => ({
  wire: 'gemini.generateContent',
  modelId,
  data,
});
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
const called = (more: object = {}) => ({ functionCall: { name: 'f', args: { a: 1 } }, ...more });

describe('contents', () => {
  it('alternate, carry images, and leave system texts out', () => {
    const image: Part = { type: 'image', mediaType: 'image/png', dataBase64: 'aGk=' };
    const system: Message = { role: 'system', parts: [text('s')] };
    assert.deepEqual(encode([system, user(text('a')), user(image), model(text('b')), user()]), [
      {
        role: 'user',
        parts: [{ text: 'a' }, { inlineData: { mimeType: 'image/png', data: 'aGk=' } }],
      },
      { role: 'model', parts: [{ text: 'b' }] },
    ]);
  });

  it('answer calls by name, with the vendor’s id where it gave one', () => {
    const tool: Message = { role: 'tool', parts: [result('1'), result('2', true)] };
    const own = opaque({ callId: 'v1', thoughtSignature: 'sig' });
    assert.deepEqual(encode([user(text('go')), model(call('1', own), call('2')), tool]).slice(1), [
      {
        role: 'model',
        parts: [
          { functionCall: { id: 'v1', name: 'f', args: { a: 1 } }, thoughtSignature: 'sig' },
          called(),
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'v1', name: 'f', response: { output: 'r' } } },
          { functionResponse: { name: 'f', response: { error: 'r' } } },
        ],
      },
    ]);
  });

  it('send a signature back to its own model only, on the part it came with', () => {
    const signed = opaque({ thoughtSignature: 'sig' });
    const parts: Part[] = [
      { type: 'reasoning', text: 'hm', opaque: signed },
      { type: 'reasoning', text: 'unsigned' },
      { type: 'text', text: 'a', opaque: signed },
    ];
    assert.deepEqual(encode([model(...parts)])[0]?.parts, [
      { text: '', thoughtSignature: 'sig' },
      { text: 'a', thoughtSignature: 'sig' },
    ]);
    assert.deepEqual(encode([model(...parts)], 'gemini-2.5-pro')[0]?.parts, [{ text: 'a' }]);
  });

  it('mark the first of foreign calls for models that demand a signature', () => {
    const foreign = { thoughtSignature: 'skip_thought_signature_validator' };
    const messages = [user(text('go')), model(text('x'), call('1'), call('2'))];
    const newer = encode(messages, 'gemini-3-pro-preview')[1];
    assert.deepEqual(newer?.parts, [{ text: 'x' }, called(foreign), called()]);
    assert.deepEqual(encode(messages)[1]?.parts, [{ text: 'x' }, called(), called()]);
    const own = opaque({ thoughtSignature: 'sig' }, 'gemini-3-pro-preview');
    const signed = encode([user(text('go')), model(call('1', own))], 'gemini-3-pro-preview')[1];
    assert.deepEqual(signed?.parts, [called({ thoughtSignature: 'sig' })]);
  });
});
