/*
 * A change of one place in a text, and the same change in the text as it has become meanwhile: only
 * where what stood there is found again in exactly one place. Nothing is guessed.
 * Pure text work; whoever applies it has shown it before.
 */

/** What stands from `from` up to `to` gives way to `text`. */
export type Splice = { readonly from: number; readonly to: number; readonly text: string };

export function spliced(text: string, change: Splice): string {
  return text.slice(0, change.from) + change.text + text.slice(change.to);
}

/** `change` was made for `before`; undefined where its place in `now` is gone or not certain. */
export function moved(before: string, now: string, change: Splice): Splice | undefined {
  if (now === before) return change;
  const old = before.slice(change.from, change.to);
  if (old.trim() === '') return undefined;
  const at = now.indexOf(old);
  if (at < 0 || now.includes(old, at + 1)) return undefined;
  return { ...change, from: at, to: at + old.length };
}
