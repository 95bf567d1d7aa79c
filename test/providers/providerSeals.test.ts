/*
 * Thoughts inside a tool loop, on the wires that want them there: back to whom they belong, and to
 * nobody else. Across turns and for the other wires see `test/host/chat/seals.test.ts`.
 */
import assert from 'node:assert/strict';
import type { ChatRequest, Opaque, Part } from '../../src/core/index.ts';
import { createProvider } from '../../src/providers/provider.ts';
import type { ProviderConfig } from '../../src/providers/index.ts';
import { bytesOf, callOf, drive, handClock, serve } from './bench.ts';

const DEEPSEEK: ProviderConfig = { id: 'acme', kind: 'deepseek', models: [] };
const OLLAMA: ProviderConfig = { id: 'acme', kind: 'ollama', models: [] };
const CHUNK =
  'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n' +
  'data: [DONE]\n\n';
const LINE = '{"message":{"content":"Hi"},"done":true,"done_reason":"stop"}\n';

describe('thoughts in a tool loop', () => {
  for (const [wire, config, data, served] of [
    ['openai.chat', DEEPSEEK, { reasoningContent: 'Hm' }, CHUNK],
    ['ollama.chat', OLLAMA, { thinking: 'Hm' }, LINE],
  ] as const) {
    it(`go back to whom they belong and to nobody else (${wire})`, async () => {
      const run = async (opaque: Opaque) => {
        const transport = serve({ chunks: [bytesOf(served)] });
        const provider = createProvider(config, transport, handClock());
        const parts: Part[] = [
          { type: 'reasoning', text: '', opaque },
          { type: 'tool-call', id: 'c', name: 't', argumentsJson: '{}' },
        ];
        const result = {
          type: 'tool-result',
          id: 'c',
          name: 't',
          text: 'ok',
          isError: false,
        } as const;
        const request: ChatRequest = {
          messages: [
            { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
            { role: 'assistant', parts },
            { role: 'tool', parts: [result] },
          ],
        };
        const { events } = await drive(provider, callOf(request));
        return [transport.requests[0]?.body?.includes('"Hm"'), events[1]?.type];
      };
      const own: Opaque = { wire, modelId: 'model-1', providerId: 'acme', data };
      const isTold = async (opaque: Opaque): Promise<void> =>
        assert.deepEqual(await run(opaque), [false, 'reasoning-left-out']);
      assert.equal((await run(own))[0], true);
      await isTold({ ...own, modelId: 'model-2' });
      await isTold({ ...own, providerId: 'other' });
      await isTold({ ...own, wire: 'gemini.generateContent' });
    });
  }
});
