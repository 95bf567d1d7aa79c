/*
 * Matches in the log as ranges of its own text nodes: questions and answers, not buttons, names or
 * figures. A match may run through several nodes of one paragraph, never from one paragraph into
 * the next. The page is only read: nothing is wrapped or changed.
 */
import { findMatches, MATCHES_MAX } from './findMatches.ts';

const SEARCHED = '.sf-asked, .sf-blocks';
const SKIPPED = 'button, summary, .sf-code-head';
const PARAGRAPH = 'p, li, td, th, pre, h1, h2, h3, h4, h5, h6, .sf-block, .sf-asked';

type Piece = { readonly node: Text; readonly at: number };

export function findRanges(log: ParentNode, wanted: string): Range[] {
  const ranges: Range[] = [];
  if (wanted === '') return ranges;
  for (const part of log.querySelectorAll(SEARCHED)) {
    for (const pieces of paragraphs(part)) {
      const text = pieces.map(({ node }) => node.data).join('');
      for (const { from, to } of findMatches(text, wanted, MATCHES_MAX - ranges.length)) {
        ranges.push(rangeOf(pieces, from, to));
      }
      if (ranges.length >= MATCHES_MAX) return ranges;
    }
  }
  return ranges;
}

/** Of one part: which text nodes make a paragraph, and where in it each begins. */
export function paragraphs(part: Element): Piece[][] {
  const found: Piece[][] = [];
  let owner: Element | null | undefined;
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || parent === null || parent.closest(SKIPPED) !== null) continue;
    const own = parent.closest(PARAGRAPH);
    if (owner !== own) found.push([]);
    owner = own;
    const pieces = found.at(-1);
    const last = pieces?.at(-1);
    pieces?.push({ node, at: last === undefined ? 0 : last.at + last.node.length });
  }
  return found;
}

function rangeOf(pieces: readonly Piece[], from: number, to: number): Range {
  const range = document.createRange();
  const start = pieces.findLast(({ at }) => at <= from);
  const end = pieces.findLast(({ at }) => at < to);
  if (start !== undefined) range.setStart(start.node, from - start.at);
  if (end !== undefined) range.setEnd(end.node, to - end.at);
  return range;
}
