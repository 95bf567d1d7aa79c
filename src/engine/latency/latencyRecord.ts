/*
 * What was learned of one target, and how it is written down and read again: each histogram as the
 * pairs of step and weight that are not empty. Whatever is damaged, from a later version or beyond
 * all measure is read as nothing; a file must never be able to switch a time limit off.
 */
import { noWeights, type Histogram } from './histogram.ts';
import { MEASURES, SIZE_COUNT, type Measure } from './priors.ts';
import { STEPS } from './scale.ts';

/** What is known of one target, by size of prompt. */
export type LatencyRecord = {
  readonly sizes: readonly Partial<Record<Measure, Histogram>>[];
  /** The timeouts since its last whole answer. */
  readonly timeouts: readonly Timeout[];
};

export type Timeout = { readonly measure: Measure; readonly size: number; readonly ms: number };

/** More of them in a row teach nothing. */
export const TIMEOUTS_MAX = 32;

const VERSION = 1;
/** However much was counted, what comes now must still move it. */
const WEIGHT_MAX = 10_000;

/** Plain data of its own, for `JSON.stringify`. */
export function writeRecord({ sizes, timeouts }: LatencyRecord): object {
  return {
    v: VERSION,
    timeouts: [...timeouts],
    sizes: sizes.map((ofSize) =>
      Object.fromEntries(
        Object.entries(ofSize).map(([measure, { wallMs, seen, censored }]) => [
          measure,
          { wallMs, seen: pairsOf(seen), censored: pairsOf(censored) },
        ]),
      ),
    ),
  };
}

export function readRecord(stored: unknown): LatencyRecord | undefined {
  const { v, timeouts, sizes } = fieldsOf(stored);
  if (v !== VERSION || !Array.isArray(sizes) || sizes.length !== SIZE_COUNT) return undefined;
  const given: readonly unknown[] = Array.isArray(timeouts) ? timeouts : [];
  return {
    timeouts: given.slice(0, TIMEOUTS_MAX).flatMap(readTimeout),
    sizes: sizes.map(readSize),
  };
}

function readTimeout(stored: unknown): readonly Timeout[] {
  const { measure, size, ms } = fieldsOf(stored);
  const known = MEASURES.find((name) => name === measure);
  const isKnown = known !== undefined && isBelow(size, SIZE_COUNT);
  return isKnown && typeof ms === 'number' && ms >= 0 ? [{ measure: known, size, ms }] : [];
}

function readSize(stored: unknown): Partial<Record<Measure, Histogram>> {
  const fields = fieldsOf(stored);
  const known: Partial<Record<Measure, Histogram>> = {};
  for (const measure of MEASURES) {
    const { wallMs, seen, censored } = fieldsOf(fields[measure]);
    if (typeof wallMs !== 'number' || !Number.isFinite(wallMs)) continue;
    known[measure] = { wallMs, seen: weightsOf(seen), censored: weightsOf(censored) };
  }
  return known;
}

function pairsOf(weights: readonly number[]): readonly (readonly [number, number])[] {
  return weights.flatMap((weight, step) =>
    weight > 0 ? [[step, Math.round(weight * 1000) / 1000] as const] : [],
  );
}

function weightsOf(stored: unknown): number[] {
  const weights = noWeights();
  for (const pair of Array.isArray(stored) ? (stored as readonly unknown[]) : []) {
    const [step, weight] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    if (!isBelow(step, STEPS) || typeof weight !== 'number' || !(weight > 0)) continue;
    weights[step] = Math.min(weight, WEIGHT_MAX);
  }
  return weights;
}

function isBelow(value: unknown, limit: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < limit;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
