/*
 * Sums of money: added up by day and target, and over whatever is wanted of them. Whole
 * micro-dollars, so that no order of adding changes a sum. A sum is estimated when any part of it
 * is; parts whose cost nobody knows are counted, never added as zero in silence.
 */
import type { SpendEntry, SpendSum, StoredCap } from './spend.ts';

export type SpendTotal = Pick<SpendSum, 'usdMicros' | 'isEstimated' | 'attempts' | 'unknowns'>;

const NOTHING: SpendTotal = { usdMicros: 0, isEstimated: false, attempts: 0, unknowns: 0 };

export function addSum(sums: Map<string, SpendSum>, sum: SpendSum): void {
  const key = `${sum.day} ${sum.target}`;
  const known = sums.get(key);
  sums.set(key, known === undefined ? sum : { ...known, ...plus(known, sum) });
}

export function sumOf(sums: readonly SpendSum[], isWanted: (sum: SpendSum) => boolean): SpendTotal {
  return sums.filter(isWanted).reduce(plus, NOTHING);
}

export function asSum(entry: SpendEntry): SpendSum {
  const { day, target, usdMicros, isEstimated, isUnknown } = entry;
  return { day, target, usdMicros, isEstimated, attempts: 1, unknowns: isUnknown ? 1 : 0 };
}

type Booked = { readonly day: string; readonly target: string };

/** Whether `one` counts towards the limit that `entry` has to keep. */
export function isUnder(what: StoredCap['what'], one: Booked, entry: Booked): boolean {
  if (what === 'month') return monthOf(one.day) === monthOf(entry.day);
  return one.day === entry.day && (what === 'day' || one.target === entry.target);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

function plus(a: SpendTotal, b: SpendTotal): SpendTotal {
  return {
    usdMicros: a.usdMicros + b.usdMicros,
    isEstimated: a.isEstimated || b.isEstimated,
    attempts: a.attempts + b.attempts,
    unknowns: a.unknowns + b.unknowns,
  };
}
