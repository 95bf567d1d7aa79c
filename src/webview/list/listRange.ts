/*
 * Which turns of a long list are put into the page: those near what is seen, and a few that must
 * not leave. What stands between them becomes empty space of the same height. Pure arithmetic on
 * heights: no turn is lost or doubled, and the rows are together as high as all turns.
 */
export type Heights = { readonly count: number; at(index: number): number };

/** From `first` up to, without, `end`. */
export type Range = { readonly first: number; readonly end: number };

/** Where a turn stands: its upper edge, measured from the upper edge of what is seen. */
export type Place = { readonly index: number; readonly topPx: number };

export type Row =
  | { readonly type: 'turn'; readonly index: number }
  | { readonly type: 'space'; readonly range: Range; readonly heightPx: number };

/** How much is seen, and how far beyond it, at either side, turns are kept ready. */
export type Sight = { readonly seenPx: number; readonly beyondPx: number };

/**
 * All turns that come within sight when `place` says where one of them stands, and one more at each
 * end: the keyboard steps from a turn to its neighbour, which must be there.
 */
export function rangeAround(heights: Heights, place: Place, { seenPx, beyondPx }: Sight): Range {
  const { count } = heights;
  if (count === 0) return { first: 0, end: 0 };
  let index = Math.min(Math.max(0, place.index), count - 1);
  let top = place.topPx;
  while (index > 0 && top > -beyondPx) {
    index -= 1;
    top -= heights.at(index);
  }
  while (index < count - 1 && top + heights.at(index) <= -beyondPx) {
    top += heights.at(index);
    index += 1;
  }
  let end = index + 1;
  top += heights.at(index);
  while (end < count && top < seenPx + beyondPx) {
    top += heights.at(end);
    end += 1;
  }
  return { first: Math.max(0, index - 1), end: Math.min(count, end + 1) };
}

/** As above, with the end of the list at the lower edge of what is seen. */
export function rangeAtEnd(heights: Heights, sight: Sight): Range {
  const index = heights.count - 1;
  return rangeAround(heights, { index, topPx: sight.seenPx - heights.at(index) }, sight);
}

/** Of all that stand somewhere, the one that is seen, or the one nearest to it. */
export function nearest(
  places: readonly Place[],
  heights: Heights,
  seenPx: number,
): Place | undefined {
  let best: Place | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const bottom = place.topPx + heights.at(place.index);
    const away = Math.max(0, place.topPx - seenPx, -bottom);
    if (away >= least) continue;
    best = place;
    least = away;
  }
  return best;
}

/** The range and those that are pinned, in order, with space where others are left out. */
export function rowsOf(heights: Heights, { first, end }: Range, pinned: Iterable<number>): Row[] {
  const { count } = heights;
  const shown = new Set<number>();
  for (let index = Math.max(0, first); index < Math.min(end, count); index += 1) shown.add(index);
  for (const index of pinned) if (index >= 0 && index < count) shown.add(index);
  const rows: Row[] = [];
  let next = 0;
  for (const index of [...shown].toSorted((a, b) => a - b)) {
    if (index > next) rows.push(space(heights, next, index));
    rows.push({ type: 'turn', index });
    next = index + 1;
  }
  if (next < count) rows.push(space(heights, next, count));
  return rows;
}

function space(heights: Heights, first: number, end: number): Row {
  let heightPx = 0;
  for (let index = first; index < end; index += 1) heightPx += heights.at(index);
  return { type: 'space', range: { first, end }, heightPx };
}
