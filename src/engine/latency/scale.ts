/*
 * The 64 steps of every latency histogram: logarithmic, from 1 to 1 000 000, a quarter apart.
 * One scale for milliseconds and for characters a minute, so that all figures share one form.
 * What is smaller falls into the first step, what is larger into the last.
 */

export const STEPS = 64;
const TOP = 1_000_000;
const STEP_LN = Math.log(TOP) / STEPS;

/** 0 to 63. What is no number counts as the smallest. */
export function stepOf(value: number): number {
  if (!(value > 1)) return 0;
  return Math.min(STEPS - 1, Math.floor(Math.log(value) / STEP_LN));
}

/** The value at a place between the steps: 0 is the lower edge of the first, 64 the top. */
export function valueAt(place: number): number {
  return Math.exp(place * STEP_LN);
}
