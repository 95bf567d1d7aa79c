/*
 * The difference of two texts as changes that can be taken one by one: runs of whole lines, by the
 * shortest script of Myers (1986). Each is a place in the old text, none touches another, and all
 * of them together make the new text. Texts that differ in more than a bound become one change.
 * Pure.
 */
import type { Splice } from './splice.ts';

/** Lines that may differ before it is all one change; the work grows with its square. */
const DIFFERENT_MAX = 400;

type Step = { readonly a: number; readonly b: number };

export function hunksOf(before: string, after: string): readonly Splice[] {
  if (before === after) return [];
  const [a, b] = [linesOf(before), linesOf(after)];
  const kept = keptLines(a, b);
  if (kept === undefined) return [{ from: 0, to: before.length, text: after }];
  const starts = startsOf(a);
  const hunks: Splice[] = [];
  let [fromA, fromB] = [0, 0];
  for (const { a: toA, b: toB } of [...kept, { a: a.length, b: b.length }]) {
    if (toA > fromA || toB > fromB) {
      const [from, to] = [starts[fromA] ?? before.length, starts[toA] ?? before.length];
      hunks.push({ from, to, text: b.slice(fromB, toB).join('') });
    }
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  return hunks;
}

/** Each with its own end, so that joining them gives the text again. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function startsOf(lines: readonly string[]): readonly number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length;
    return start;
  });
}

/** The lines that both have, in order; undefined where too many differ. */
function keptLines(a: readonly string[], b: readonly string[]): readonly Step[] | undefined {
  const ends = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const bound = Math.min(a.length + b.length, DIFFERENT_MAX);
  for (let depth = 0; depth <= bound; depth += 1) {
    trace.push(new Map(ends));
    for (let k = -depth; k <= depth; k += 2) {
      let x = isDown(ends, k, depth) ? (ends.get(k + 1) ?? 0) : (ends.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      ends.set(k, x);
      if (x >= a.length && x - k >= b.length) return wayBack(trace, a.length, b.length);
    }
  }
  return undefined;
}

/** Whether the best way to diagonal `k` adds a line rather than takes one away. */
function isDown(ends: ReadonlyMap<number, number>, k: number, depth: number): boolean {
  return k === -depth || (k !== depth && (ends.get(k - 1) ?? -1) < (ends.get(k + 1) ?? -1));
}

function wayBack(
  trace: readonly ReadonlyMap<number, number>[],
  lengthA: number,
  lengthB: number,
): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [lengthA, lengthB];
  for (let depth = trace.length - 1; depth >= 0; depth -= 1) {
    const ends = trace[depth] ?? new Map<number, number>();
    const k = x - y;
    const from = isDown(ends, k, depth) ? k + 1 : k - 1;
    const fromX = ends.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) {
      x -= 1;
      y -= 1;
      steps.push({ a: x, b: y });
    }
    [x, y] = [fromX, fromY];
  }
  return steps.toReversed();
}
