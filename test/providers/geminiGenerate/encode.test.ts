/*
 * Bodies of Gemini: the smallest one, and every field that a request may carry.
 */
import assert from 'node:assert/strict';
import type { ChatRequest } from '../../../src/core/index.ts';
import { encodeGenerateBody } from '../../../src/providers/geminiGenerate/encode.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

const HELLO: ChatRequest['messages'] = [
  { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
  { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
];
const TOOL = { name: 'f', description: 'd', parametersSchema: { type: 'object' } };
function encode(more: Partial<ChatRequest>) {
  const { gemini } = presetOf('gemini');
  const body = encodeGenerateBody({ messages: HELLO, ...more }, 'gemini-2.5-flash', gemini);
  return JSON.parse(body) as Record<string, unknown>;
}
const SMALLEST = {
  systemInstruction: { parts: [{ text: 'Be brief.' }] },
  contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
};

describe('a Gemini body', () => {
  it('holds what was asked and nothing else', () => {
    assert.deepEqual(encode({}), SMALLEST);
    assert.deepEqual(encode({ stop: [], tools: [], toolChoice: 'auto' }), SMALLEST);
  });

  it('carries limits, stops, thinking and sampling where they were set', () => {
    const more = { outputTokensMax: 9, stop: ['END'], temperature: 0, topP: 1, reasoning: 'low' };
    assert.deepEqual(encode(more as Partial<ChatRequest>), {
      ...SMALLEST,
      generationConfig: {
        maxOutputTokens: 9,
        thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 },
        stopSequences: ['END'],
        temperature: 0,
        topP: 1,
      },
    });
  });

  it('declares tools with their schemas as they are, and which may be called', () => {
    const declared = { name: 'f', description: 'd', parametersJsonSchema: { type: 'object' } };
    const choices: readonly (readonly [ChatRequest['toolChoice'], object])[] = [
      ['auto', { mode: 'AUTO' }],
      ['none', { mode: 'NONE' }],
      ['required', { mode: 'ANY' }],
      [{ name: 'f' }, { mode: 'ANY', allowedFunctionNames: ['f'] }],
    ];
    for (const [toolChoice, functionCallingConfig] of choices) {
      assert(toolChoice !== undefined);
      assert.deepEqual(encode({ tools: [TOOL], toolChoice }), {
        ...SMALLEST,
        tools: [{ functionDeclarations: [declared] }],
        toolConfig: { functionCallingConfig },
      });
    }
  });
});
