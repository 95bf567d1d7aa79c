/*
 * Where a text holds what is looked for, as pairs of offsets; upper and lower case alike.
 * Pure: it knows nothing of the page.
 * What is looked for is taken literally, and overlapping matches count once.
 */
export type Span = { readonly from: number; readonly to: number };

/** More matches than anybody steps through; the count then says so. */
export const MATCHES_MAX = 2_000;

export function findMatches(text: string, wanted: string, most = MATCHES_MAX): Span[] {
  const found: Span[] = [];
  if (wanted === '' || most <= 0) return found;
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
  for (const match of text.matchAll(pattern)) {
    found.push({ from: match.index, to: match.index + match[0].length });
    if (found.length >= most) break;
  }
  return found;
}
