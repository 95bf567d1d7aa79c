/*
 * How many repeats a family (whoever runs the endpoint) may be sent in all, over all requests: a
 * bucket that answers fill by a fifth each and repeats empty by one, after a time-out by two. So an
 * ill provider gets a tenth of what a well one would, however many questions are open (gRPC's retry
 * throttling, https://github.com/grpc/proposal/blob/master/A6-client-retries.md).
 * When it is empty one repeat a minute is still made, so that a quiet window is never shut out. It
 * starts full, its tokens are never negative; first questions pass untouched.
 */
import type { Clock, FamilyId } from '../core/index.ts';
import type { BudgetOptions } from './options/budget.ts';

export interface RepeatBudget {
  /** Whole and fractional tokens that are there now. */
  left(family: FamilyId): number;
  /** Whether `take` would succeed now. */
  has(family: FamilyId, cost: number): boolean;
  take(family: FamilyId, cost: number): boolean;
  /** One of its answers was finished. */
  succeeded(family: FamilyId): void;
}

const FLOOR_MS = 60_000;

/** Counted in tenths: fifths do not add up to whole tokens in binary fractions. */
const TENTHS = 10;
const TENTHS_PER_SUCCESS = 2;

type Bucket = {
  readonly tenths: number;
  /** When the last repeat was made that no token paid for; at first, when the bucket was made. */
  readonly flooredAtMs: number;
};

export function createRepeatBudget(clock: Clock, options: () => BudgetOptions): RepeatBudget {
  const buckets = new Map<FamilyId, Bucket>();
  const of = (family: FamilyId): Bucket => {
    const max = options().tokensMax * TENTHS;
    const known = buckets.get(family);
    if (known !== undefined) return { ...known, tenths: Math.min(known.tenths, max) };
    const full = { tenths: max, flooredAtMs: clock.nowMs() };
    buckets.set(family, full);
    return full;
  };
  /** The bucket after it paid, or undefined where it cannot. */
  const paid = (family: FamilyId, cost: number): Bucket | undefined => {
    const bucket = of(family);
    const tenths = bucket.tenths - cost * TENTHS;
    if (tenths >= 0) return { ...bucket, tenths };
    const nowMs = clock.nowMs();
    return nowMs - bucket.flooredAtMs < FLOOR_MS ? undefined : { ...bucket, flooredAtMs: nowMs };
  };
  return {
    left: (family) => of(family).tenths / TENTHS,
    has: (family, cost) => paid(family, cost) !== undefined,
    take(family, cost) {
      const after = paid(family, cost);
      if (after !== undefined) buckets.set(family, after);
      return after !== undefined;
    },
    succeeded(family) {
      const bucket = of(family);
      const tenths = Math.min(options().tokensMax * TENTHS, bucket.tenths + TENTHS_PER_SUCCESS);
      buckets.set(family, { ...bucket, tenths });
    },
  };
}
