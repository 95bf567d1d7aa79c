/*
 * Where a piece of code belongs in a file: the lines that begin and end like it. Pure text work;
 * nothing is guessed where two places fit equally well, and the person sees the outcome as a diff
 * before anything is written.
 */
export type Place = { readonly from: number; readonly to: number };

/** Longer files are not searched: the person says where. */
const LINES_MAX = 20_000;
const STARTS_MAX = 100;

/**
 * The lines `from` to `to` (both included) of the one window that begins with the first and ends
 * with the last line of `code`, at the same depth, and is most like it.
 */
export function placeCode(file: string, code: string): Place | undefined {
  const lines = file.split(/\r?\n/);
  const wanted = code.split('\n').filter((line) => line.trim() !== '');
  const [first, last] = [wanted[0], wanted.at(-1)];
  if (first === undefined || last === undefined || wanted.length < 2) return undefined;
  if (lines.length > LINES_MAX || wanted.length > LINES_MAX) return undefined;
  const starts = lines.flatMap((line, at) => (line.trim() === first.trim() ? [at] : []));
  if (starts.length > STARTS_MAX) return undefined;
  const step = indentOf(last).length - indentOf(first).length;
  const found = starts.flatMap((from) => bestEnd({ lines, wanted, from, step }) ?? []);
  const [best, next] = found.toSorted((a, b) => b.score - a.score);
  if (best === undefined || best.score === next?.score) return undefined;
  return { from: best.from, to: best.to };
}

type Search = {
  readonly lines: readonly string[];
  readonly wanted: readonly string[];
  readonly from: number;
  /** How much deeper the last line stands than the first. */
  readonly step: number;
};

function bestEnd(search: Search): (Place & { readonly score: number }) | undefined {
  const { lines, wanted, from, step } = search;
  const last = wanted.at(-1)?.trim();
  const depth = indentOf(lines[from] ?? '').length + step;
  let best: (Place & { readonly score: number }) | undefined;
  const end = Math.min(lines.length, from + wanted.length * 3 + 20);
  for (let at = from + 1; at < end; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() !== last || indentOf(line).length !== depth) continue;
    const score = likeness(lines.slice(from, at + 1), wanted);
    if (best === undefined || score > best.score) best = { from, to: at, score };
  }
  return best;
}

/** Lines that both have, in the same order, counted against the lines that would go. */
function likeness(window: readonly string[], wanted: readonly string[]): number {
  let next = 0;
  let score = 0;
  for (const line of window) {
    const text = line.trim();
    if (text === '') continue;
    score -= 1;
    const hit = wanted.findIndex((other, at) => at >= next && other.trim() === text);
    if (hit < 0) continue;
    next = hit + 1;
    score += 2;
  }
  return score;
}

export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** `code` moved right so that its first line stands at `indent`; the first line itself optional. */
export function indented(code: string, indent: string, isFirstLineToo: boolean): string {
  const own = indentOf(code);
  const more = indent.startsWith(own) ? indent.slice(own.length) : '';
  return code
    .split('\n')
    .map((line, at) => (line.trim() === '' || (at === 0 && !isFirstLineToo) ? line : more + line))
    .join('\n');
}

/** The file with `place` exchanged for `code` at the indentation that stood there. */
export function replaced(file: string, place: Place, code: string): string {
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const lines = file.split(/\r?\n/);
  const moved = indented(code, indentOf(lines[place.from] ?? ''), true).split('\n');
  return [...lines.slice(0, place.from), ...moved, ...lines.slice(place.to + 1)].join(eol);
}

/** What is left to write when the same beginning and end are taken away. */
export function smallestChange(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly text: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: head, to: before.length - tail, text: after.slice(head, after.length - tail) };
}
