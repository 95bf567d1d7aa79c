/*
 * Leases of one window alone, in memory: what there is until windows share a store.
 * A lease that has run out is as good as given back.
 * It tells nobody when one becomes free.
 */
import type { Clock, Leases } from '../core/index.ts';

export function createMemoryLeases(clock: Clock): Leases {
  const untilMs = new Map<string, number>();
  return {
    async take(key, forMs) {
      for (const [held, endMs] of untilMs) if (endMs <= clock.nowMs()) untilMs.delete(held);
      if (untilMs.has(key)) return false;
      untilMs.set(key, clock.nowMs() + forMs);
      return true;
    },
    async giveBack(key) {
      untilMs.delete(key);
    },
  };
}
