/*
 * How well typed letters fit a path: all of them in order, best in the file's name, at the
 * beginnings of words, side by side. Capitals and separators make no difference.
 * Pure and linear in the path's length, so that tens of thousands of paths are ranked at once.
 */

/** Undefined: it does not fit. Larger fits better; only to be compared within one search. */
export function fitOf(words: string, path: string): number | undefined {
  const wanted = words.toLowerCase().replaceAll('\\', '/').replaceAll(/\s+/g, '');
  if (wanted === '') return 0;
  const cut = path.lastIndexOf('/') + 1;
  const inName = pointsOf(wanted, path.slice(cut));
  const points = inName === undefined ? pointsOf(wanted, path) : inName + 40;
  if (points === undefined) return undefined;
  const isWhole = path.slice(cut).toLowerCase().startsWith(wanted);
  return points + (isWhole ? 30 : 0) - path.length / 50;
}

function pointsOf(wanted: string, text: string): number | undefined {
  const folded = text.toLowerCase();
  // What stands together counts most: `pool.test` is looked for as it is, then letter by letter.
  const together = folded.indexOf(wanted);
  if (together >= 0) return wanted.length * 4 + (isStart(text, together) ? 10 : 0);
  let points = 0;
  let before = -2;
  let at = 0;
  for (const letter of wanted) {
    const found = folded.indexOf(letter, at);
    if (found < 0) return undefined;
    points += found === before + 1 ? 3 : isStart(text, found) ? 2 : 0;
    before = found;
    at = found + 1;
  }
  return points;
}

function isStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text[at - 1] ?? '';
  const own = text[at] ?? '';
  return /[^\p{L}\p{N}]/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(own));
}

/** The best first, at most `max`; what fits equally well stays in its order. */
export function ranked<T>(
  items: readonly T[],
  words: string,
  max: number,
  pathOf: (item: T) => string,
): readonly T[] {
  return items
    .flatMap((item) => {
      const fit = fitOf(words, pathOf(item));
      return fit === undefined ? [] : [{ item, fit }];
    })
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, max)
    .map(({ item }) => item);
}
