/*
 * Somebody's words as a title: on one line, without marks that turn the reading direction, and not
 * longer than its place. Half characters never stand at the cut.
 * It changes nothing else: what is written is shown.
 */

// C0 and C1 controls, line separators, and the marks that reorder text on screen.
const UNSEEN = /[\s\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** The first half of a character whose second half was cut off. */
const HALF = /[\ud800-\udbff]$/;

export function oneLine(text: string, max: number): string {
  const line = text
    .slice(0, max * 8)
    .replaceAll(UNSEEN, ' ')
    .trim();
  return line.length > max ? `${line.slice(0, max - 1).replace(HALF, '')}…` : line;
}
