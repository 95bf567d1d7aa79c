/*
 * Questions that wait, for as long as the window lasts: for where there is no file, and for tests.
 * Keeps the same contract as the file; whoever removes turns tells it (`forget`).
 * It is never closed: there is nothing to let go of.
 */
import type { QueuedQuestion, QueueStore, TurnId } from '../core/index.ts';

export type MemoryQueue = QueueStore & {
  /** These turns are gone. */
  readonly forget: (isGone: (question: QueuedQuestion) => boolean) => void;
};

export function createMemoryQueue(): MemoryQueue {
  const kept = new Map<TurnId, QueuedQuestion>();
  return {
    enqueue(question) {
      if (kept.get(question.turnId)?.state !== 'sending') {
        kept.delete(question.turnId);
        kept.set(question.turnId, { ...question, state: 'waiting' });
      }
      return Promise.resolve();
    },
    queued: () => Promise.resolve([...kept.values()]),
    moveQueued({ turnId, from, to, windowId }) {
      const known = kept.get(turnId);
      if (known === undefined || !from.includes(known.state)) return Promise.resolve(false);
      if (to === 'gone') kept.delete(turnId);
      else kept.set(turnId, { ...known, state: to, windowId });
      return Promise.resolve(true);
    },
    forget(isGone) {
      for (const question of kept.values()) if (isGone(question)) kept.delete(question.turnId);
    },
  };
}
