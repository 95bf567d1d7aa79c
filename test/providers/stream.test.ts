/*
 * One question with all that is known of its model: the window that Ollama is asked for, the cut
 * that is noticed, the counts that are learned, the API version that is spoken.
 */
import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type ChatRequest, type ModelFacts } from '../../src/core/index.ts';
import { createProvider } from '../../src/providers/provider.ts';
import type { ProviderConfig } from '../../src/providers/index.ts';
import { bytesOf, callOf, drive, find, handClock, serve, type Served } from './bench.ts';

const OLLAMA: ProviderConfig = { id: 'acme', kind: 'ollama', models: [] };
const text = (length: number): ChatRequest => ({
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'x'.repeat(length) }] }],
});

function ollama(facts: Partial<ModelFacts>, readTokens: number, loaded: object = { models: [] }) {
  const learned: number[] = [];
  const lines = [
    { model: 'm', message: { content: 'Hi' }, done: false },
    { done: true, done_reason: 'stop', prompt_eval_count: readTokens, eval_count: 1 },
  ];
  const transport = serve(({ url }): Served => {
    if (url.endsWith('/api/ps')) return { chunks: [bytesOf(JSON.stringify(loaded))] };
    return { chunks: lines.map((line) => bytesOf(`${JSON.stringify(line)}\n`)) };
  });
  const provider = createProvider(OLLAMA, transport, handClock(), {
    catalog: { get: () => ({ ...UNKNOWN_FACTS, ...facts }) },
    estimator: {
      inputTokens: ({ messages }) => {
        const part = messages[0]?.parts[0];
        const tokens = part?.type === 'text' ? part.text.length : 0;
        return { tokens, minTokens: tokens * 0.8, maxTokens: tokens * 1.2 };
      },
      textTokens: () => 0,
      observe: (_request, _target, tokens) => void learned.push(tokens),
    },
  });
  const windows = (): unknown[] =>
    transport.requests
      .filter(({ url }) => url.endsWith('/api/chat'))
      .map(({ body }) => (JSON.parse(body ?? '') as { options?: { num_ctx?: number } }).options)
      .map((options) => options?.num_ctx);
  return { provider, transport, learned, windows };
}

describe('a question to a server that cuts in silence', () => {
  it('asks for no window and looks at nothing while it is short, and learns', async () => {
    const { provider, transport, learned, windows } = ollama({}, 100);
    await drive(provider, callOf(text(100), 'm'));
    assert.deepEqual([windows(), learned, transport.requests.length], [[undefined], [100], 1]);
  });

  it('asks for a window that holds it, and says when even that was too small', async () => {
    const { provider, windows } = ollama({ contextTokensMax: 8192 }, 4100);
    const { events } = await drive(provider, callOf(text(20_000), 'm'));
    assert.deepEqual(windows(), [8192]);
    assert.deepEqual(find(events, 'prompt-cut'), [
      { type: 'prompt-cut', readTokens: 4100, estimatedTokens: 20_000, windowTokens: 8192 },
    ]);
    assert.equal(events.at(-1)?.type, 'finish');
  });

  it('leaves a large window that the server has opened as it is', async () => {
    const loaded = { models: [{ model: 'm:latest', context_length: 65_536 }] };
    const { provider, learned, windows } = ollama({}, 20_000, loaded);
    await drive(provider, callOf(text(20_000), 'm'));
    assert.deepEqual([windows(), learned], [[undefined], [20_000]]);
  });

  it('is asked also where the server does not say what is loaded', async () => {
    const { provider, windows } = ollama({}, 5000, { error: 'no' });
    assert.equal((await drive(provider, callOf(text(5000), 'm'))).error, undefined);
    assert.deepEqual(windows(), [8192]);
  });

  it('stops at once while it looks', async () => {
    const stop = new AbortController();
    const hanging = serve({ thenHang: true });
    const knowledge = {
      catalog: { get: () => UNKNOWN_FACTS },
      estimator: {
        inputTokens: () => ({ tokens: 9999, minTokens: 9999, maxTokens: 9999 }),
        textTokens: () => 0,
        observe: () => assert.fail(),
      },
    };
    const provider = createProvider(OLLAMA, hanging, handClock(), knowledge);
    const running = drive(provider, callOf(text(1), 'm'), stop.signal);
    setImmediate(() => stop.abort());
    assert.equal((await running).error?.kind, 'aborted');
    assert.deepEqual(
      hanging.requests.map(({ url }) => new URL(url).pathname),
      ['/api/ps'],
    );
  });
});

describe('the version of an API', () => {
  it('is the preset’s, or the one that the person chose', async () => {
    for (const [apiVersion, expected] of [
      [undefined, '2023-06-01'],
      ['2026-10-21', '2026-10-21'],
    ] as const) {
      const transport = serve({ status: 500 });
      const config = { id: 'acme', kind: 'anthropic' as const, models: [], apiVersion };
      const provider = createProvider(config, transport, handClock());
      await drive(provider, callOf({ ...text(1), temperature: 0.5 }));
      await provider.listModels(new AbortController().signal).catch(() => undefined);
      assert.deepEqual(
        transport.requests.map(({ headers }) => headers['anthropic-version']),
        [expected, expected],
      );
      const sent = JSON.parse(transport.requests[0]?.body ?? '') as { temperature?: number };
      assert.equal(sent.temperature, expected === '2026-10-21' ? undefined : 0.5);
    }
  });
});
