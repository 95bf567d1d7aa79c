/*
 * What is believed of a target before anything is learned: worth 30 samples, so a hundred answers
 * outvote it. Log-logistic (a closed form with a long tail), told by its median and its p99.
 * First tokens: public figures of hosted models, p50 0.5–2.7 s and p99 4–11 s (engine page D);
 * reasoning models think first, local ones read the prompt on the person's own machine.
 * The longest gap of an answer is where fixed limits failed others: models that say nothing for
 * minutes before a long tool call (anomalyco/opencode#18275, #46890).
 */
import { valueAt, STEPS } from './scale.ts';

/** How a target behaves: hosted; hosted and reasons before it speaks; on this computer. */
export type LatencyKind = 'remote' | 'reasoning' | 'local';

/** `rate` is in characters a minute, everything else in milliseconds. */
export const MEASURES = ['headers', 'firstToken', 'gap', 'longestGap', 'rate', 'total'] as const;
export type Measure = (typeof MEASURES)[number];

/** Sizes of prompts, in tokens: below 1 000, 4 000, 16 000, 64 000, and everything above. */
const SIZES = [1_000, 4_000, 16_000, 64_000] as const;
export const SIZE_COUNT = SIZES.length + 1;

export function sizeOf(promptTokens: number): number {
  const at = SIZES.findIndex((limit) => promptTokens < limit);
  return at < 0 ? SIZES.length : at;
}

const SAMPLES = 30;
/** How much longer the first token of larger prompts is waited for. */
const BY_SIZE = [1, 1, 1.3, 2, 4] as const;
const LN99 = Math.log(99);

type Shape = { readonly p50: number; readonly p99: number };

const FIRST: Record<LatencyKind, Shape> = {
  remote: { p50: 1_000, p99: 7_000 },
  reasoning: { p50: 3_000, p99: 30_000 },
  local: { p50: 2_000, p99: 30_000 },
};
const SHAPES: Record<Measure, Record<LatencyKind, Shape>> = {
  // Many servers send their headers with the first token and not before.
  headers: FIRST,
  firstToken: FIRST,
  gap: {
    remote: { p50: 30, p99: 1_000 },
    reasoning: { p50: 30, p99: 1_500 },
    local: { p50: 100, p99: 2_000 },
  },
  longestGap: {
    remote: { p50: 1_000, p99: 15_000 },
    reasoning: { p50: 3_000, p99: 60_000 },
    local: { p50: 1_000, p99: 20_000 },
  },
  rate: {
    remote: { p50: 12_000, p99: 100_000 },
    reasoning: { p50: 6_000, p99: 100_000 },
    local: { p50: 2_000, p99: 50_000 },
  },
  total: {
    remote: { p50: 10_000, p99: 120_000 },
    reasoning: { p50: 25_000, p99: 300_000 },
    local: { p50: 30_000, p99: 600_000 },
  },
};

const made = new Map<string, readonly number[]>();

/** Weights by step; 30 in all. */
export function priorOf(measure: Measure, kind: LatencyKind, size: number): readonly number[] {
  const key = `${measure} ${kind} ${size}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const slower = measure === 'headers' || measure === 'firstToken' ? (BY_SIZE[size] ?? 1) : 1;
  const { p50, p99 } = SHAPES[measure][kind];
  const steepness = LN99 / Math.log(p99 / p50);
  const below = (value: number): number =>
    1 / (1 + Math.exp(-steepness * Math.log(value / (p50 * slower))));
  const weights = Array.from({ length: STEPS }, (_, i) => {
    const from = i === 0 ? 0 : below(valueAt(i));
    const to = i === STEPS - 1 ? 1 : below(valueAt(i + 1));
    return SAMPLES * (to - from);
  });
  made.set(key, weights);
  return weights;
}
