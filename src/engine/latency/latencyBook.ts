/*
 * How long every model takes, learned from this person's own questions: per target and size of
 * prompt, six measures. What is asked is answered from what was seen and a prior worth 30 samples.
 * A wait that was given up counts as "at least so long". When a target that timed out again and
 * again then answers faster than it was waited for, that was an outage and no slowness: of those
 * timeouts only the first stands. Where it answers slower, all of them do.
 * State is plain data (`snapshot`, `restore`); it knows no limits and decides nothing.
 */
import { targetKey } from '../../core/index.ts';
import type { Target } from '../../core/index.ts';
import {
  add,
  addAll,
  emptyHistogram,
  fade,
  halve,
  take,
  weightOf,
  type Histogram,
} from './histogram.ts';
import { readRecord, TIMEOUTS_MAX, writeRecord, type Timeout } from './latencyRecord.ts';
import { priorOf, SIZE_COUNT, sizeOf, type LatencyKind, type Measure } from './priors.ts';
import { quantileOf, quantilesOf } from './survival.ts';

/** Fewer answers are no habit. A faded third still counts. */
const ENOUGH = 2.5;
const TARGETS_MAX = 500;
/** Weights fade so slowly that figures of an hour ago hold. */
const FRESH_MS = 3_600_000;

const SHARES = [0.05, 0.5, 0.95, 0.99] as const;

export type Quantiles = {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The same of what was seen to its end, without what was given up. */
  readonly seenP99: number;
  /** The longest that was given up since it last answered faster; 0: nothing. */
  readonly givenUpMs: number;
  /** How many samples, faded, stand behind it besides the prior. */
  readonly samples: number;
  /** Enough of them to speak of more than a prior. */
  readonly isLearned: boolean;
};

/** What one attempt has taught. */
export type Lesson = {
  readonly seen: { readonly [M in Measure]?: number };
  /** Lower bounds: it took at least so long. */
  readonly censored: { readonly [M in Measure]?: number };
  /** All gaps of the answer by step, together worth one sample. */
  readonly gaps?: readonly number[];
  /** Our own limit has ended it. */
  readonly isTimeout: boolean;
};

export interface LatencyBook {
  kindOf(target: Target): LatencyKind;
  of(measure: Measure, target: Target, promptTokens: number): Quantiles;
  /** The middle of the first tokens over all sizes, prior left out; undefined: no habit yet. */
  usualMs(target: Target): number | undefined;
  learn(target: Target, promptTokens: number, lesson: Lesson): void;
  /** It may be another model now: what was learned of it counts half. */
  doubt(target: Target): void;
  /** All that is known of one target: plain data of its own; undefined: nothing. */
  record(key: string): object | undefined;
  /** All of it, by target. */
  snapshot(): ReadonlyMap<string, object>;
  /** Take up what an earlier window left; what makes no sense is left out. */
  restore(key: string, stored: unknown): void;
  /** From now on this is what is known of the target; what makes no sense changes nothing. */
  adopt(key: string, stored: unknown): void;
}

export type LatencyDeps = {
  readonly wallMs: () => number;
  readonly kindOf: (target: Target) => LatencyKind;
  /** After each lesson: more is known of this target now. */
  readonly onLearned?: (key: string) => void;
};

type Cell = { readonly histogram: Histogram; answer?: Quantiles; answeredWallMs: number };
type Size = Partial<Record<Measure, Cell>>;
type Entry = { readonly sizes: readonly Size[]; timeouts: readonly Timeout[] };

export function createLatencyBook({ wallMs, kindOf, onLearned }: LatencyDeps): LatencyBook {
  const entries = new Map<string, Entry>();
  const put = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.keys().next().value;
    if (entries.size > TARGETS_MAX && oldest !== undefined) entries.delete(oldest);
  };
  return {
    kindOf,
    of(measure, target, promptTokens) {
      const size = sizeOf(promptTokens);
      const entry = entries.get(targetKey(target));
      const prior = priorOf(measure, kindOf(target), size);
      const known = quantiles(entry?.sizes[size]?.[measure], prior, wallMs());
      return withGivenUp(known, longestOf(entry?.timeouts, measure, size));
    },
    usualMs(target) {
      const all = emptyHistogram(wallMs());
      for (const { firstToken } of entries.get(targetKey(target))?.sizes ?? []) {
        if (firstToken === undefined) continue;
        fade(firstToken.histogram, all.wallMs);
        merge(all, firstToken.histogram);
      }
      return weightOf(all.seen) < ENOUGH ? undefined : quantileOf(all, 0.5);
    },
    learn(target, promptTokens, lesson) {
      const key = targetKey(target);
      const entry = entries.get(key) ?? { sizes: noSizes(), timeouts: [] };
      teach(entry, lesson, { size: sizeOf(promptTokens), wallMs: wallMs() });
      put(key, entry);
      onLearned?.(key);
    },
    doubt(target) {
      const key = targetKey(target);
      const entry = entries.get(key);
      if (entry === undefined) return;
      for (const size of entry.sizes) {
        for (const cell of Object.values(size)) {
          halve(cell.histogram);
          delete cell.answer;
        }
      }
      onLearned?.(key);
    },
    record(key) {
      const entry = entries.get(key);
      return entry && written(entry);
    },
    snapshot: () => new Map([...entries].map(([key, entry]) => [key, written(entry)])),
    restore(key, stored) {
      const record = readRecord(stored);
      if (record === undefined) return;
      const entry = entries.get(key) ?? { sizes: noSizes(), timeouts: record.timeouts };
      record.sizes.forEach((known, size) => {
        for (const [measure, histogram] of Object.entries(known) as [Measure, Histogram][]) {
          fade(histogram, wallMs());
          merge(cellOf(entry, { measure, size, wallMs: wallMs() }), histogram);
        }
      });
      put(key, entry);
    },
    adopt(key, stored) {
      const record = readRecord(stored);
      if (record === undefined) return;
      const sizes = record.sizes.map((known) => asCells(known, wallMs()));
      put(key, { sizes, timeouts: record.timeouts });
    },
  };
}

const noSizes = (): readonly Size[] => Array.from({ length: SIZE_COUNT }, () => ({}));

function asCells(known: Partial<Record<Measure, Histogram>>, answeredWallMs: number): Size {
  const size: Size = {};
  for (const [measure, histogram] of Object.entries(known) as [Measure, Histogram][])
    size[measure] = { histogram, answeredWallMs };
  return size;
}

function written({ sizes, timeouts }: Entry): object {
  const histograms = sizes.map((size) =>
    Object.fromEntries(Object.entries(size).map(([name, { histogram }]) => [name, histogram])),
  );
  return writeRecord({ sizes: histograms, timeouts });
}

function quantiles(cell: Cell | undefined, prior: readonly number[], wallMs: number): Quantiles {
  if (cell === undefined) return ofPrior(prior);
  const { histogram, answer, answeredWallMs } = cell;
  if (answer !== undefined && Math.abs(wallMs - answeredWallMs) < FRESH_MS) return answer;
  fade(histogram, wallMs);
  const fresh = measured(histogram.seen, histogram.censored, prior);
  cell.answer = fresh;
  cell.answeredWallMs = wallMs;
  return fresh;
}

function withGivenUp(known: Quantiles, givenUpMs: number): Quantiles {
  return givenUpMs === 0 ? known : { ...known, givenUpMs };
}

const priorAnswers = new WeakMap<readonly number[], Quantiles>();

function ofPrior(prior: readonly number[]): Quantiles {
  const known = priorAnswers.get(prior) ?? measured([], [], prior);
  priorAnswers.set(prior, known);
  return known;
}

function measured(
  seen: readonly number[],
  censored: readonly number[],
  prior: readonly number[],
): Quantiles {
  const all = prior.slice();
  addAll(all, seen);
  const samples = weightOf(seen);
  const [p5 = 0, p50 = 0, p95 = 0, p99 = 0] = quantilesOf({ seen: all, censored }, SHARES);
  const seenP99 = weightOf(censored) === 0 ? p99 : quantileOf({ seen: all, censored: [] }, 0.99);
  const known = { p5, p50, p95, p99, seenP99, givenUpMs: 0 };
  return { ...known, samples, isLearned: samples >= ENOUGH };
}

type Moment = { readonly size: number; readonly wallMs: number };

/** The histogram at hand, faded to now; what was answered from it holds no longer. */
function cellOf(
  entry: Entry,
  { measure, size, wallMs }: Moment & { readonly measure: Measure },
): Histogram {
  const ofSize = entry.sizes[size] ?? {};
  const cell = (ofSize[measure] ??= { histogram: emptyHistogram(wallMs), answeredWallMs: wallMs });
  delete cell.answer;
  fade(cell.histogram, wallMs);
  return cell.histogram;
}

function teach(entry: Entry, lesson: Lesson, { size, wallMs }: Moment): void {
  const { seen, censored, gaps, isTimeout } = lesson;
  const of = (measure: Measure): Histogram => cellOf(entry, { measure, size, wallMs });
  for (const [measure, value] of entriesOf(seen)) add(of(measure).seen, value);
  if (gaps !== undefined) addAll(of('gap').seen, gaps);
  const isTaught = !isTimeout || entry.timeouts.length < TIMEOUTS_MAX;
  for (const [measure, ms] of isTaught ? entriesOf(censored) : []) {
    add(of(measure).censored, ms);
    if (isTimeout) entry.timeouts = [...entry.timeouts, { measure, size, ms }];
  }
  if (seen.total === undefined) return;
  for (const { ms, ...at } of outage(entry.timeouts, seen)) {
    take(cellOf(entry, { ...at, wallMs }).censored, ms);
  }
  entry.timeouts = entry.timeouts.filter(
    (one) => isSlower(seen, one) && one.ms >= longestOf(entry.timeouts, one.measure, one.size),
  );
  entry.timeouts = oneOfEach(entry.timeouts);
}

/** It took as long as it was given up after: the longest such wait goes on to say so. */
function isSlower(seen: Lesson['seen'], { measure, ms }: Timeout): boolean {
  return (seen[measure] ?? 0) >= ms;
}

function oneOfEach(timeouts: readonly Timeout[]): readonly Timeout[] {
  return timeouts.filter(
    ({ measure, size }, at) =>
      at === timeouts.findIndex((other) => other.measure === measure && other.size === size),
  );
}

function longestOf(timeouts: readonly Timeout[] = [], measure: Measure, size: number): number {
  let longest = 0;
  for (const one of timeouts)
    if (one.measure === measure && one.size === size && one.ms > longest) longest = one.ms;
  return longest;
}

/** The timeouts that an answer proves to have been one outage, but for the first of each kind. */
function outage(timeouts: readonly Timeout[], seen: Lesson['seen']): readonly Timeout[] {
  const begun = new Set<Measure>();
  return timeouts.filter(({ measure, ms }) => {
    const isFirst = !begun.has(measure);
    begun.add(measure);
    return !isFirst && (seen[measure] ?? Infinity) < ms;
  });
}

function entriesOf(values: Lesson['seen']): readonly (readonly [Measure, number])[] {
  return Object.entries(values) as [Measure, number][];
}

function merge(into: Histogram, from: Histogram): void {
  addAll(into.seen, from.seen);
  addAll(into.censored, from.censored);
}
