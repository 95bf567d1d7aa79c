/*
 * The article's trip rule as pure functions over plain data: so many failures in a row open the
 * breaker, one success forgets them. A failure of weight ½ counts half; weight 0 counts nothing and
 * forgives nothing.
 * After a successful trial the tally stands one full failure below the limit, so a target that
 * shows a first token and breaks again is not given five more chances (as A1's S = h − 2).
 */
import type { ConsecutiveBreakerOptions } from './options.ts';

export type Tally = {
  /** Failures since the last success. */
  readonly failures: number;
  /** Their weights, summed. */
  readonly weight: number;
};

export const CLEAN: Tally = { failures: 0, weight: 0 };

export function afterFailure(tally: Tally, weight: number): Tally {
  return { failures: tally.failures + 1, weight: tally.weight + weight };
}

export function afterTrial(options: ConsecutiveBreakerOptions): Tally {
  const weight = Math.max(0, options.failures - 1);
  return { failures: weight, weight };
}

/** The reason to open, in words with its figure, or undefined while there is none. */
export function whyOpen(tally: Tally, options: ConsecutiveBreakerOptions): string | undefined {
  if (options.failures === 0 || tally.weight < options.failures) return undefined;
  return tally.failures === 1 ? '1 failure' : `${tally.failures} failures in a row`;
}
