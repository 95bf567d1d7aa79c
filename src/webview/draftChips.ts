/*
 * The chips of a draft: added once each, taken away, read back from what was kept. A chip that a
 * command brought goes when the command goes.
 * Pure, and the one place where the number of chips is bounded.
 */
import { CHIPS_MAX, Chips, refKey, type ChipView, type ContextRef } from '../protocol/index.ts';

type Own = { readonly chips?: ChipView[] };

/** No field where there is none: drafts compare as they did before. */
export function keptChips(chips: unknown): Own {
  const read = Chips.safeParse(chips);
  return read.success && read.data.length > 0 ? { chips: read.data } : {};
}

export function withoutKeys(chips: readonly ChipView[] | undefined, keys: readonly string[]): Own {
  return keptChips((chips ?? []).filter(({ ref }) => !keys.includes(refKey(ref))));
}

export function withChips(
  chips: readonly ChipView[] | undefined,
  more: readonly ChipView[],
  by?: string,
): Own {
  const known = new Set((chips ?? []).map(({ ref }) => refKey(ref)));
  const fresh = more.filter(({ ref }) => !known.has(refKey(ref)));
  const marked = fresh.map((chip) => (by === undefined ? chip : { ...chip, by }));
  return keptChips([...(chips ?? []), ...marked].slice(0, CHIPS_MAX));
}

/** As a message carries them. */
export const refsOf = (chips: readonly ChipView[] = []): { refs?: ContextRef[] } =>
  chips.length === 0 ? {} : { refs: chips.map(({ ref }) => ref) };

/** The command that the text begins with, once it stands there as a word of its own. */
export function commandIn(text: string): string | undefined {
  return /^\/([a-z]+)(?=\s)/.exec(text)?.[1];
}

/** What a command brought leaves with it. */
export function fittingChips(chips: readonly ChipView[] | undefined, text: string): Own {
  const command = /^\/([a-z]+)(?:\s|$)/.exec(text)?.[1];
  return keptChips((chips ?? []).filter(({ by }) => by === undefined || by === command));
}
