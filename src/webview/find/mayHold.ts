/*
 * Whether a Markdown source can hold what is looked for once it is drawn: a cheap question before
 * the dear one. Marks of Markdown may stand inside the wanted words, a link's address or another
 * line's marker between them. Promise: linear time, and no text is passed over that holds the
 * words, except where a link begins or ends inside a word or an address is absurdly long.
 */
const MARK = '[*_~`\\\\\\[\\]\\p{Cf}]*';
const BETWEEN = '[^\\p{L}\\p{N}]*';
const ADDRESS = /\]\([^)\n]{0,512}\)|\]\[[^\]\n]{0,512}\]/g;
/** Drawn otherwise than written: entities, the word for an image without one. */
const OTHERWISE = /&#?\w{2,31};|!\[\]/;
/** The marks of hidden characters are ours. */
const OURS = /U\+|⟦|⟧/i;

/** Undefined: nothing can be said beforehand, every text has to be looked at. */
export type MayHold = ((source: string) => boolean) | undefined;

export function mayHold(wanted: string): MayHold {
  const words = wanted.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0 || OURS.test(wanted)) return undefined;
  const spelt = words.map((word) => Array.from(word).join(MARK));
  // What stands between words may be ours (the host behind a link): then each of them will do.
  const isPlain = /^[\p{L}\p{N}\s]*$/u.test(wanted);
  const patterns = (isPlain ? [spelt.join(BETWEEN)] : spelt).map((text) => new RegExp(text, 'iu'));
  const holds = (text: string): boolean => patterns.every((pattern) => pattern.test(text));
  return (source) => holds(source) || OTHERWISE.test(source) || holds(source.replace(ADDRESS, ']'));
}
