/*
 * What was read against what was sent: whole prompts teach, cut ones are told. The figures of the
 * cuts were measured at Ollama 0.35: dropped messages (2087 tokens into 2048: 2017 were read), and
 * a last message that is too long alone (2656 into 2048: 1027).
 */
import assert from 'node:assert/strict';
import type { ChatRequest, StreamEvent, TokenEstimator } from '../../src/core/index.ts';
import { watchPrompt } from '../../src/providers/promptWatch.ts';

const request: ChatRequest = { messages: [] };
const target = { providerId: 'p', modelId: 'm' };

async function watch(
  tokens: number,
  readTokens: number | undefined,
  windowTokens: number | undefined,
): Promise<{ readonly events: readonly StreamEvent[]; readonly learned: readonly number[] }> {
  const learned: number[] = [];
  const estimator: TokenEstimator = {
    inputTokens: () => ({ tokens, minTokens: tokens * 0.8, maxTokens: tokens * 1.25 }),
    textTokens: () => 0,
    observe: (_request, _target, count) => void learned.push(count),
  };
  const events: StreamEvent[] = [];
  async function* answer(): AsyncGenerator<StreamEvent> {
    await Promise.resolve();
    yield { type: 'text-delta', text: 'Hi' };
    if (readTokens !== undefined) {
      yield { type: 'usage', usage: { inputTokens: readTokens, outputTokens: 1 } };
    }
    yield { type: 'finish', reason: 'stop' };
  }
  const watched = { request, target, estimator, windowTokens };
  for await (const event of watchPrompt(answer(), watched)) events.push(event);
  return { events, learned };
}

describe('what a server read of a prompt', () => {
  it('is learned from when it can be all of it', async () => {
    for (const [read, window] of [
      [1000, undefined],
      [1000, 4096],
      // Far too few, but it cannot have been too long: something else is counted there.
      [100, 4096],
      [100, undefined],
    ] as const) {
      const { events, learned } = await watch(1000, read, window);
      assert.deepEqual(learned, [read]);
      assert.deepEqual(
        events.map(({ type }) => type),
        ['text-delta', 'usage', 'finish'],
      );
    }
  });

  it('is told before the end when its beginning was left out', async () => {
    for (const [sent, read] of [
      [2087, 2017],
      [2656, 1027],
      [9000, 761],
    ] as const) {
      const { events, learned } = await watch(sent, read, 2048);
      assert.deepEqual(learned, []);
      assert.deepEqual(events.slice(-2), [
        { type: 'prompt-cut', readTokens: read, estimatedTokens: sent, windowTokens: 2048 },
        { type: 'finish', reason: 'stop' },
      ]);
    }
  });

  it('says nothing where it is not counted', async () => {
    assert.deepEqual((await watch(9000, undefined, 2048)).learned, []);
    const { events } = await watch(9000, 0, 2048);
    assert.equal(events.length, 3);
  });
});
