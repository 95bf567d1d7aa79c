/*
 * Requests of this wire: only what was asked for, under the names that Ollama has for it.
 */
import assert from 'node:assert/strict';
import type { ChatRequest } from '../../../src/core/index.ts';
import { encodeOllama } from '../../../src/providers/ollamaChat/encode.ts';
import { ollama } from '../../../src/providers/presets/ollama.ts';

const HELLO: ChatRequest = {
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
};
const encode = (request: Partial<ChatRequest>, modelId = 'qwen3', windowTokens?: number) =>
  JSON.parse(
    encodeOllama({ ...HELLO, ...request }, modelId, ollama.ollama, windowTokens),
  ) as Record<string, unknown>;
const TOOL = { name: 't', description: 'd', parametersSchema: { type: 'object' } };

describe('a question to Ollama', () => {
  it('holds nothing that was not asked for', () => {
    assert.deepEqual(encode({}), {
      model: 'qwen3',
      messages: [{ role: 'user', content: 'Hello' }],
      stream: true,
    });
  });

  it('has limits and sampling under options, and the window where it is known', () => {
    const all = { outputTokensMax: 9, stop: ['x'], temperature: 0, topP: 1 };
    assert.deepEqual(encode(all, 'm', 8192)['options'], {
      num_ctx: 8192,
      num_predict: 9,
      stop: ['x'],
      temperature: 0,
      top_p: 1,
    });
  });

  it('declares tools, and none where none may be used', () => {
    assert.deepEqual(encode({ tools: [TOOL] })['tools'], [
      {
        type: 'function',
        function: { name: 't', description: 'd', parameters: { type: 'object' } },
      },
    ]);
    assert.equal(encode({ tools: [TOOL], toolChoice: 'none' })['tools'], undefined);
  });

  it('asks for thinking on or off, and for an effort only where the model takes one', () => {
    const think = (reasoning: ChatRequest['reasoning'], modelId: string): unknown =>
      encode(reasoning === undefined ? {} : { reasoning }, modelId)['think'];
    assert.deepEqual(
      [think(undefined, 'qwen3'), think('off', 'gpt-oss'), think('low', 'qwen3:14b')],
      [undefined, false, true],
    );
    assert.deepEqual([think('high', 'gpt-oss:20b'), think('low', 'org/gpt-oss')], ['high', 'low']);
  });
});
