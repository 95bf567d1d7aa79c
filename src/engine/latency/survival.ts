/*
 * Quantiles of a histogram some of whose samples are only known to be longer than they were seen
 * (Kaplan and Meier, JASA 53, 1958): a wait that was given up says "at least so long".
 * Promise: adding a censored sample never makes a quantile smaller, so limits that are learned
 * from their own timeouts cannot ratchet down.
 * Within a step the values lie evenly on the logarithmic scale.
 */
import { STEPS, valueAt } from './scale.ts';

export type Samples = {
  /** Weight of the samples by step. */
  readonly seen: readonly number[];
  /** Weight of those that were given up within the step. */
  readonly censored: readonly number[];
};

/** The value below which `share` of all samples lie; the top of the scale where nobody knows. */
export function quantileOf(samples: Samples, share: number): number {
  return quantilesOf(samples, [share])[0] ?? valueAt(STEPS);
}

/** Several at once, in one pass; `shares` ascending. */
export function quantilesOf({ seen, censored }: Samples, shares: readonly number[]): number[] {
  const found: number[] = [];
  let atRisk = 0;
  for (let i = 0; i < STEPS; i += 1) atRisk += (seen[i] ?? 0) + (censored[i] ?? 0);
  let surviving = 1;
  for (let i = 0; i < STEPS && atRisk > 0 && found.length < shares.length; i += 1) {
    const ended = seen[i] ?? 0;
    if (ended > 0) {
      // A given-up wait is at risk to the end of its step.
      const after = surviving * Math.max(0, 1 - ended / atRisk);
      for (let share = shares[found.length]; share !== undefined; share = shares[found.length]) {
        const wanted = 1 - share;
        if (after > wanted) break;
        found.push(valueAt(i + (surviving - wanted) / (surviving - after)));
      }
      surviving = after;
    }
    atRisk -= ended + (censored[i] ?? 0);
  }
  while (found.length < shares.length) found.push(valueAt(STEPS));
  return found;
}
