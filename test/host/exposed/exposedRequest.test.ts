// What the editor hands over becomes a neutral request, whatever stands in it.

import assert from 'node:assert/strict';
import type { ChatRequest, Opaque } from '../../../src/core/index.ts';
import { exposedRequest, type GivenOptions } from '../../../src/host/exposed/exposedRequest.ts';
import { DataPart, fakeLm, TextPart, ToolCallPart } from '../lm/fakeLm.ts';

const api = fakeLm();
const Result = api.LanguageModelToolResultPart as unknown as new (
  callId: string,
  content: unknown[],
) => object;
const [USER, ASSISTANT, SYSTEM] = [1, 2, 3];
const made = (
  given: readonly { role: number; content: readonly unknown[] }[],
  options: GivenOptions = {},
  seal?: Opaque,
): ChatRequest => exposedRequest(api as never, given, options, () => seal);

describe('a request of another extension', () => {
  it('keeps roles, words and images', () => {
    const image = new DataPart(new Uint8Array([1, 2, 3]), 'image/png');
    const { messages, tools } = made([
      { role: SYSTEM, content: [new TextPart('Be brief.')] },
      { role: USER, content: [new TextPart('What is it?'), image] },
      { role: ASSISTANT, content: [new TextPart('A picture.')] },
    ]);
    assert.deepEqual(messages, [
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'What is it?' },
          { type: 'image', mediaType: 'image/png', dataBase64: 'AQID' },
        ],
      },
      { role: 'assistant', parts: [{ type: 'text', text: 'A picture.' }] },
    ]);
    assert.equal(tools, undefined);
  });

  it('pairs calls with their results, and gives back what was sealed with a call', () => {
    const seal: Opaque = { wire: 'gemini.generateContent', modelId: 'g', data: 's' };
    const picture = new DataPart(new Uint8Array([9]), 'image/jpeg');
    const { messages } = made(
      [
        { role: ASSISTANT, content: [new ToolCallPart('c1', 'look', { at: 'a' })] },
        { role: USER, content: [new Result('c1', [new TextPart('seen'), picture, 7])] },
      ],
      {},
      seal,
    );
    const call = { type: 'tool-call', id: 'c1', name: 'look', argumentsJson: '{"at":"a"}' };
    assert.deepEqual(messages, [
      { role: 'assistant', parts: [{ ...call, opaque: seal }] },
      {
        role: 'tool',
        parts: [{ type: 'tool-result', id: 'c1', name: 'look', text: 'seen\n\n', isError: false }],
      },
      { role: 'user', parts: [{ type: 'image', mediaType: 'image/jpeg', dataBase64: 'CQ==' }] },
    ]);
  });

  it('takes over tools, and whether one must be called', () => {
    const tools = [{ name: 'look', description: 'Looks.', inputSchema: { type: 'object' } }];
    const asked = made([{ role: USER, content: ['Look.'] }], { tools, toolMode: 2 });
    assert.equal(asked.toolChoice, 'required');
    assert.deepEqual(asked.tools?.[0]?.parametersSchema, { type: 'object' });
    const bare = made([], { tools: [{ name: 'x', description: '' }] });
    assert.deepEqual(bare.tools?.[0]?.parametersSchema, { type: 'object', properties: {} });
  });

  it('leaves out what it does not know', () => {
    const hint = new DataPart(new Uint8Array([1]), 'cache_control');
    const json = new DataPart(new TextEncoder().encode('{"a":1}'), 'application/json');
    const { messages } = made([
      { role: USER, content: [hint, null, 7, {}] },
      { role: USER, content: [json] },
    ]);
    assert.deepEqual(messages, [{ role: 'user', parts: [{ type: 'text', text: '{"a":1}' }] }]);
  });
});
