/*
 * How many matches each turn of a conversation holds, and the arithmetic of stepping through them.
 * A place is the turn and which of its matches, so that it stays when turns come or go.
 * Pure: it knows neither the page nor the text.
 */
export type Found = { readonly turnId: string; readonly count: number };
export type FoundPlace = { readonly turnId: string; readonly nth: number };

export function totalOf(found: readonly Found[]): number {
  return found.reduce((sum, { count }) => sum + count, 0);
}

/** Counted from one; 0 where the place is not (any more) among what was found. */
export function ordinalOf(found: readonly Found[], place: FoundPlace | undefined): number {
  let before = 0;
  for (const { turnId, count } of found) {
    if (turnId === place?.turnId) return place.nth < count ? before + place.nth + 1 : 0;
    before += count;
  }
  return 0;
}

export function placeAt(found: readonly Found[], ordinal: number): FoundPlace | undefined {
  let rest = ordinal - 1;
  for (const { turnId, count } of found) {
    if (rest >= 0 && rest < count) return { turnId, nth: rest };
    rest -= count;
  }
  return undefined;
}

/** The next one, or the one before; from the end to the beginning and back. */
export function stepped(
  found: readonly Found[],
  place: FoundPlace | undefined,
  by: 1 | -1,
): FoundPlace | undefined {
  const total = totalOf(found);
  if (total === 0) return undefined;
  const at = ordinalOf(found, place);
  const next = at === 0 ? 1 : ((at - 1 + by + total) % total) + 1;
  return placeAt(found, next);
}
