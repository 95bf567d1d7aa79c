/*
 * Leases in memory: of one window alone, for where there is no store to share, and for tests. Two
 * that are made on the same `ground` are two windows.
 * A lease that has run out is as good as given back; only its holder gives it back.
 * It tells nobody when one becomes free.
 */
import type { Clock } from './clock.ts';
import type { Leases } from './probing.ts';

type Held = { readonly by: symbol; readonly untilMs: number };

export type LeaseGround = Map<string, Held>;

export function createMemoryLeases(
  clock: Pick<Clock, 'nowMs'>,
  ground: LeaseGround = new Map(),
): Leases {
  const by = Symbol('window');
  return {
    async take(key, forMs) {
      for (const [held, { untilMs }] of ground) if (untilMs <= clock.nowMs()) ground.delete(held);
      if (ground.has(key)) return false;
      ground.set(key, { by, untilMs: clock.nowMs() + forMs });
      return true;
    },
    async giveBack(key) {
      if (ground.get(key)?.by === by) ground.delete(key);
    },
  };
}
