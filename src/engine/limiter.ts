/*
 * How many calls one account takes at a time, found by trying: additive increase, multiplicative
 * decrease, as TCP does it, and https://github.com/Netflix/concurrency-limits for services.
 * One more after 20 clean calls that used at least half of it; seven tenths after a 429, once for
 * all calls that were under way together; after an hour without one it is where it began.
 * Never below one nor above its ceiling. A fixed one never moves. It holds no call.
 */
import type { Clock } from '../core/index.ts';

export type LimiterShape = {
  /** Where it begins, and where it returns to. Infinity: no limit. */
  readonly start: number;
  readonly max: number;
  readonly isFixed: boolean;
};

export type LimitMove = {
  readonly from: number;
  readonly to: number;
  readonly because: 'clean' | 'crowded' | 'hour';
};

export interface Limiter {
  readonly limit: number;
  /** A whole answer; `inUse` counts it too. */
  succeeded(inUse: number): LimitMove | undefined;
  /** A 429 to a call that began at `startedAtMs`. */
  crowded(startedAtMs: number): LimitMove | undefined;
  /** An hour may have passed. */
  recovered(): LimitMove | undefined;
}

const CLEAN_CALLS = 20;
const CUT = 0.7;
const HOUR_MS = 3_600_000;

/** The shape is read at each step: what a person sets acts at once. */
export function createLimiter(clock: Clock, shape: () => LimiterShape): Limiter {
  // What was learned is kept apart from the shape, so that a changed setting shows through.
  let learned: number | undefined;
  let clean = 0;
  let cutAtMs = -Infinity;
  const limit = (): number => {
    const { start, max } = shape();
    return Math.max(1, Math.min(max, learned ?? start));
  };
  const move = (to: number, because: LimitMove['because']): LimitMove | undefined => {
    const from = limit();
    learned = to;
    clean = 0;
    return limit() === from ? undefined : { from, to: limit(), because };
  };
  const isStill = (): boolean => shape().isFixed || limit() === Infinity;
  return {
    get limit() {
      return limit();
    },
    succeeded(inUse) {
      if (isStill() || inUse * 2 < limit()) return undefined;
      clean += 1;
      return clean < CLEAN_CALLS ? undefined : move(limit() + 1, 'clean');
    },
    crowded(startedAtMs) {
      if (isStill() || startedAtMs <= cutAtMs) return undefined;
      cutAtMs = clock.nowMs();
      return move(Math.max(1, Math.floor(limit() * CUT)), 'crowded');
    },
    recovered() {
      const isDue = clock.nowMs() - cutAtMs >= HOUR_MS;
      if (isStill() || !isDue || limit() >= shape().start) return undefined;
      return move(shape().start, 'hour');
    },
  };
}
