/*
 * The ledger for as long as the window lasts: for where there is no file, and for tests. Keeps the
 * same contract as the file, but knows no costs: those are booked elsewhere.
 * Bounded: the oldest go first.
 */
import type { LedgerAttempt, LedgerStore } from '../core/index.ts';

const ATTEMPTS_MAX = 10_000;

export function createMemoryLedger(): LedgerStore {
  const kept = new Map<string, LedgerAttempt>();
  return {
    keepAttempt(attempt) {
      const key = `${attempt.windowId} ${attempt.attemptId}`;
      kept.delete(key);
      kept.set(key, attempt);
      const oldest = kept.keys().next();
      if (kept.size > ATTEMPTS_MAX && oldest.done !== true) kept.delete(oldest.value);
      return Promise.resolve();
    },
    attemptsSince: (wallMs) =>
      Promise.resolve(
        [...kept.values()]
          .filter((attempt) => attempt.wallMs >= wallMs)
          .toSorted((a, b) => a.wallMs - b.wallMs || (a.attemptId < b.attemptId ? -1 : 1)),
      ),
  };
}
