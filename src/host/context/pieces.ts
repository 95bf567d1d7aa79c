/*
 * Text → named pieces: the lines that are wanted, found again when they have moved; a text cut to a
 * bound with a line that says so; characters that hide something, noticed.
 * Pure. Names are made for the model: the path from the workspace, and the lines.
 */
import type { ContextPiece } from '../../core/index.ts';

export type Lines = { readonly from: number; readonly to: number };

/** How much of a line is remembered to find it again. */
const FIRST_CHARS = 200;

export const firstOf = (line: string): string => line.trim().slice(0, FIRST_CHARS);

export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

/**
 * Where the lines stand now: where they stood, else at the nearest line that begins as they did.
 * Lines beyond the end are cut; undefined where nothing is left.
 */
export function foundLines(
  lines: readonly string[],
  { from, to, first }: Lines & { readonly first: string },
): Lines | undefined {
  const isFirst = (line: number): boolean => firstOf(lines[line - 1] ?? '') === first;
  let at = from;
  if (first !== '' && !isFirst(from)) {
    for (let step = 1; step <= lines.length; step += 1) {
      const near = [from - step, from + step].find((line) => line >= 1 && isFirst(line));
      if (near === undefined) continue;
      at = near;
      break;
    }
  }
  const end = Math.min(at + Math.max(0, to - from), lines.length);
  return at > lines.length ? undefined : { from: at, to: end };
}

export const slice = (lines: readonly string[], { from, to }: Lines): string =>
  lines.slice(from - 1, to).join('\n');

/** `40–72`, or `40` for a single line. */
export const range = ({ from, to }: Lines): string => (from === to ? `${from}` : `${from}–${to}`);

export function pieceOf(
  path: string,
  text: string,
  more: { readonly languageId?: string | undefined; readonly lines?: Lines | undefined } = {},
): ContextPiece {
  const { languageId, lines } = more;
  const where = lines === undefined ? '' : ` (lines ${lines.from}-${lines.to})`;
  return {
    name: `${oneLine(path)}${where}`,
    ...(languageId === undefined ? {} : { languageId: languageId.replaceAll(/[^\w+#.-]/g, '') }),
    text,
  };
}

/** A name is one line, and what is hidden in it is seen. */
export function oneLine(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, '␤')
    .replaceAll(HIDDEN, '�')
    .replaceAll(/\s+/g, ' ');
}

/** Bidi controls (CVE-2021-42574), tag characters, invisible operators. */
const HIDDEN =
  /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\u2061-\u2064]|[\u{E0000}-\u{E007F}]/gu;

export function hidesCharacters(text: string): boolean {
  return text.search(HIDDEN) >= 0;
}

/** At most `charsMax` characters, whole lines, and how many of how many were kept. */
export function shortened(
  text: string,
  charsMax: number,
): { readonly text: string; readonly kept: number; readonly of: number } {
  const lines = linesOf(text);
  if (text.length <= charsMax) return { text, kept: lines.length, of: lines.length };
  let chars = 0;
  let kept = 0;
  for (const line of lines) {
    chars += line.length + 1;
    if (chars > charsMax) break;
    kept += 1;
  }
  return { text: lines.slice(0, kept).join('\n'), kept, of: lines.length };
}
