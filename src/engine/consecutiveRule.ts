/*
 * The article's trip rule as pure functions: so many failures in a row open the breaker, one
 * success forgets them. A failure of weight ½ counts half; weight 0 counts nothing and forgives
 * nothing. Every attempt counts, repeats too. The open time is always the same.
 * After a successful trial the tally stands one full failure below the limit, so a target that
 * shows a first token and breaks again is not given five more chances (as A1's S = h − 2).
 */
import type { TripRule } from './tripRule.ts';

export const consecutiveRule: TripRule = {
  whyOpen({ failures, weight }, { failures: limit }) {
    if (limit === 0 || weight < limit) return undefined;
    return { rule: 'in-a-row', failures, limit };
  },
  openForMs: ({ options }) => options.openMs,
};

/** The part of a tally that this rule reads, one full failure below what opens it. */
export function nearlyInARow(limit: number): {
  readonly failures: number;
  readonly weight: number;
} {
  const weight = Math.max(0, limit - 1);
  return { failures: weight, weight };
}
