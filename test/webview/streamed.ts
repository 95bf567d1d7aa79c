/*
 * An answer streamed into the panel, one delta a frame, and the processor time of its dearest one.
 */
import assert from 'node:assert/strict';
import type { ChatOp, ChatView } from '../../src/protocol/index.ts';
import type { Panel } from './stage.ts';
import { answer, composer, text, turn, view } from './views.ts';

export const FRAME_MAX_MS = 1_000;

export const liveView = (words = ''): ChatView =>
  view({
    turns: [turn('Q', answer({ state: 'streaming', blocks: [text(words)] }))],
    composer: composer({ busyTurnId: 't1' }),
  });

export const append = (at: number, words: string): ChatOp => ({
  op: 'append',
  turnId: 't1',
  answerId: 'a1',
  block: 0,
  at,
  text: words,
});

/**
 * Streams `words` in `pieces` deltas, one a frame. Returns the most processor time (ms) that the
 * page's main thread spent on one of them: wall time would measure what else the machine does.
 */
export async function streamed(panel: Panel, words: string, pieces: number): Promise<number> {
  const size = Math.max(1, Math.ceil(words.length / pieces));
  const usedMs = await processorTime(panel);
  let worst = 0;
  let beforeMs = await usedMs();
  for (let at = 0, seq = 1; at < words.length; at += size, seq += 1) {
    await panel.page.evaluate(
      async (message) => {
        window.postMessage(message, '*');
        await new Promise<void>((done) => {
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));
        });
      },
      { type: 'chat-ops', seq, ops: [append(at, words.slice(at, at + size))] },
    );
    const nowMs = await usedMs();
    worst = Math.max(worst, nowMs - beforeMs);
    beforeMs = nowMs;
  }
  return worst;
}

/** A reader of the processor time that the page's main thread has used. */
async function processorTime(panel: Panel): Promise<() => Promise<number>> {
  const devTools = await panel.page.context().newCDPSession(panel.page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'TaskDuration');
    assert.ok(used, 'the browser tells no TaskDuration');
    return used.value * 1000;
  };
}
