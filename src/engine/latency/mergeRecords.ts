/*
 * What two windows learned of the same target, put together: the record that lies there, and what
 * this window has changed since it last looked. Nothing that either has seen is lost or counted
 * twice; what this window has taken back is taken back there, too. All of it is faded to the same
 * moment first. Damaged records count as empty. Pure.
 */
import { emptyHistogram, fade, type Histogram } from './histogram.ts';
import { readRecord, writeRecord, type LatencyRecord } from './latencyRecord.ts';
import { MEASURES, type Measure } from './priors.ts';

export type ThreeWay = {
  /** What lay there when this window last read or wrote it. */
  readonly base: unknown;
  /** What this window knows now. */
  readonly ours: unknown;
  /** What lies there now. */
  readonly theirs: unknown;
};

/** Plain data, as `writeRecord` makes it; undefined: nothing is known. */
export function mergeRecords({ base, ours, theirs }: ThreeWay, wallMs: number): object | undefined {
  const own = readRecord(ours);
  const others = readRecord(theirs);
  if (own === undefined || others === undefined) {
    const only = own ?? others;
    return only && writeRecord(only);
  }
  const before = readRecord(base);
  const sizes = own.sizes.map((_, size) => {
    const merged: Partial<Record<Measure, Histogram>> = {};
    for (const measure of MEASURES) {
      const of = (record?: LatencyRecord): Histogram =>
        histogram(record, { size, measure, wallMs });
      const all = summed(of(others), of(own), of(before));
      if (all !== undefined) merged[measure] = all;
    }
    return merged;
  });
  return writeRecord({ sizes, timeouts: own.timeouts });
}

type At = { readonly size: number; readonly measure: Measure; readonly wallMs: number };

function histogram(record: LatencyRecord | undefined, { size, measure, wallMs }: At): Histogram {
  const known = record?.sizes[size]?.[measure] ?? emptyHistogram(wallMs);
  fade(known, wallMs);
  return known;
}

/** Theirs, and the difference that ours has made; undefined where nothing is left. */
function summed(theirs: Histogram, ours: Histogram, before: Histogram): Histogram | undefined {
  const sum = (which: 'seen' | 'censored'): number[] =>
    theirs[which].map((weight, step) =>
      Math.max(0, weight + (ours[which][step] ?? 0) - (before[which][step] ?? 0)),
    );
  const [seen, censored] = [sum('seen'), sum('censored')];
  if (![...seen, ...censored].some((weight) => weight > 0)) return undefined;
  return { wallMs: theirs.wallMs, seen, censored };
}
