/*
 * A histogram that forgets: every weight halves in seven days of calendar time, so that last month
 * counts for little and a night's sleep for nothing at all.
 * Plain data, changed in place by its owner alone. A calendar that is set back makes nothing grow.
 */
import { stepOf, STEPS } from './scale.ts';

/** Engine page, A5. */
const HALF_LIFE_MS = 7 * 86_400_000;
/** Below this a weight is noise. */
const DUST = 1e-6;

export type Histogram = {
  /** Calendar time for which the weights hold. */
  wallMs: number;
  /** Weights by step: samples, and waits that were given up. */
  readonly seen: number[];
  readonly censored: number[];
};

export function emptyHistogram(wallMs: number): Histogram {
  return { wallMs, seen: noWeights(), censored: noWeights() };
}

export function noWeights(): number[] {
  return Array.from({ length: STEPS }, () => 0);
}

/** Brings the weights to `wallMs`. */
export function fade(histogram: Histogram, wallMs: number): void {
  const passedMs = wallMs - histogram.wallMs;
  histogram.wallMs = wallMs;
  if (passedMs <= 0) return;
  const left = Math.exp((-Math.LN2 * passedMs) / HALF_LIFE_MS);
  for (const weights of [histogram.seen, histogram.censored]) {
    for (let i = 0; i < STEPS; i += 1) {
      const weight = (weights[i] ?? 0) * left;
      weights[i] = weight < DUST ? 0 : weight;
    }
  }
}

/** As if one half-life had passed at once. */
export function halve({ seen, censored }: Histogram): void {
  for (const weights of [seen, censored])
    for (let i = 0; i < STEPS; i += 1) weights[i] = (weights[i] ?? 0) / 2;
}

export function add(weights: number[], value: number): void {
  const at = stepOf(value);
  weights[at] = (weights[at] ?? 0) + 1;
}

/** Takes one sample of `value` away, as far as it is still there. */
export function take(weights: number[], value: number): void {
  const at = stepOf(value);
  weights[at] = Math.max(0, (weights[at] ?? 0) - 1);
}

export function addAll(weights: number[], more: readonly number[]): void {
  for (let i = 0; i < STEPS; i += 1) weights[i] = (weights[i] ?? 0) + (more[i] ?? 0);
}

export function weightOf(weights: readonly number[]): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum;
}
