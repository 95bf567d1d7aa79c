/*
 * Bodies of Messages: the smallest one, every field that a request may carry, and sampling, which
 * goes out only where it may.
 */
import assert from 'node:assert/strict';
import type { ChatRequest } from '../../../src/core/index.ts';
import {
  encodeMessagesBody,
  OUTPUT_TOKENS_DEFAULT,
} from '../../../src/providers/anthropicMessages/encode.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

const { anthropic } = presetOf('anthropic');
const HELLO: ChatRequest['messages'] = [
  { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
  { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
];
const TOOL = { name: 'f', description: 'd', parametersSchema: { type: 'object' } };
function encode(more: Partial<ChatRequest>, dialect = anthropic, modelId = 'claude-sonnet-5') {
  const body = encodeMessagesBody({ messages: HELLO, ...more }, modelId, dialect);
  return JSON.parse(body) as Record<string, unknown>;
}
const SMALLEST = {
  model: 'claude-sonnet-5',
  max_tokens: OUTPUT_TOKENS_DEFAULT,
  stream: true,
  system: 'Be brief.',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
};

describe('a Messages body', () => {
  it('holds what was asked and the limit that the wire demands, nothing else', () => {
    assert.deepEqual(encode({}), SMALLEST);
    assert.deepEqual(encode({ stop: [], tools: [], toolChoice: 'auto' }), SMALLEST);
  });

  it('carries tools, their choice, the limit and stops', () => {
    const more = { tools: [TOOL], toolChoice: 'auto', outputTokensMax: 99, stop: ['END'] } as const;
    assert.deepEqual(encode(more), {
      ...SMALLEST,
      max_tokens: 99,
      tools: [{ name: 'f', description: 'd', input_schema: { type: 'object' } }],
      tool_choice: { type: 'auto' },
      stop_sequences: ['END'],
    });
    const choices = [
      ['required', { type: 'any' }],
      ['none', { type: 'none' }],
    ] as const;
    for (const [toolChoice, expected] of choices) {
      assert.deepEqual(encode({ tools: [TOOL], toolChoice })['tool_choice'], expected);
    }
    const named = encode({ tools: [TOOL], toolChoice: { name: 'f' } })['tool_choice'];
    assert.deepEqual(named, { type: 'tool', name: 'f' });
  });

  it('samples only where the person said so and the API takes it', () => {
    const sampling = { temperature: 0.2, topP: 0.9 };
    assert.deepEqual(encode(sampling), { ...SMALLEST, temperature: 0.2, top_p: 0.9 });
    const newer = { ...anthropic, version: '2026-10-21' as const };
    assert.deepEqual(encode(sampling, newer as never), SMALLEST);
    const thinking = encode({ ...sampling, reasoning: 'low' });
    assert.equal(thinking['temperature'], undefined);
    assert.equal(encode({ ...sampling, reasoning: 'off' })['temperature'], 0.2);
  });

  it('leaves room for an answer beside the thinking', () => {
    const thinking = encode({ reasoning: 'medium' });
    assert.equal(thinking['max_tokens'], OUTPUT_TOKENS_DEFAULT + 8192);
    assert.deepEqual(thinking['output_config'], { effort: 'medium' });
  });
});
