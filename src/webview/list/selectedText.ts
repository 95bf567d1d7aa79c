/*
 * What a selection holds that reaches over turns which are not in the page: what is there as it is
 * seen, what is not as its Markdown, in order. Undefined when everything selected is in the page:
 * the browser then copies as always.
 */
import type { TurnView } from '../../protocol/index.ts';
import { turnText } from './copyText.ts';
import type { Row } from './listRange.ts';

export function selectedText(
  selection: Selection,
  rows: readonly (readonly [Element, Row])[],
  turns: readonly TurnView[],
): string | undefined {
  if (selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const touched = rows.filter(([element]) => range.intersectsNode(element));
  if (touched.every(([, { type }]) => type === 'turn')) return undefined;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const texts = touched.flatMap(([element, row]) =>
    row.type === 'space'
      ? turns.slice(row.range.first, row.range.end).map(turnText)
      : [partOf(selection, range, element)],
  );
  if (anchorNode !== null && focusNode !== null) {
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  }
  return texts.filter((text) => text !== '').join('\n\n');
}

/** Only a selection knows where lines end; a range is its characters alone. */
function partOf(selection: Selection, range: Range, element: Element): string {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (element.contains(range.startContainer))
    part.setStart(range.startContainer, range.startOffset);
  if (element.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  selection.removeAllRanges();
  selection.addRange(part);
  return selection.toString().trim();
}
