/*
 * Takes out of a continuation what repeats the end of what is kept, while it streams.
 * Only an exact repeat of the very end is taken, the longest there is: of 12 to 4 000 characters
 * with at least six letters or digits, and not a rhythm (`la la la`), which may go on for ever by
 * right; or of the word that the end broke off in, from three letters on; or of white space that
 * was left out when the kept text was sent. Everything else is shown, be it said twice.
 * It holds words back only while they may still turn out to be such a repeat.
 */
export const OVERLAP_MIN_CHARS = 12;
export const OVERLAP_MAX_CHARS = 4_000;
const SIGNS_MIN = 6;
const WORD_MIN_CHARS = 3;

export interface SeamTrim {
  /** What of the text so far can be shown. */
  push(text: string): string;
  /** The continuation is over, or goes on with something else: what was held back. */
  end(): string;
}

export type KeptEnd = {
  readonly kept: string;
  /** White space at its end that the model did not get to see. */
  readonly unsentSpace: number;
};

export function createSeamTrim(end: KeptEnd): SeamTrim {
  const { kept } = end;
  let held = '';
  let isDecided = kept === '';
  /** Where in `kept` the words held so far may have begun. */
  let starts: readonly number[] | undefined;
  let overlap = 0;

  const decide = (rest: string): string => {
    isDecided = true;
    const shown = held.slice(overlap) + rest;
    held = '';
    return shown;
  };
  return {
    push(text) {
      if (isDecided) return text;
      for (let at = 0; at < text.length; at += 1) {
        starts = going(kept, starts, { next: text.charAt(at), at: held.length });
        if (starts.length === 0) return decide(text.slice(at));
        held += text.charAt(at);
        if (starts.at(-1) === kept.length - held.length) {
          starts = starts.slice(0, -1);
          if (isRepeat(end, held)) overlap = held.length;
          if (starts.length === 0) return decide(text.slice(at + 1));
        }
      }
      return '';
    },
    end: () => (isDecided ? '' : decide('')),
  };
}

/** The starts, ascending, that are still right when `next` follows at `at`. */
function going(
  kept: string,
  starts: readonly number[] | undefined,
  { next, at }: { readonly next: string; readonly at: number },
): readonly number[] {
  if (starts !== undefined) return starts.filter((start) => kept.charAt(start + at) === next);
  const found: number[] = [];
  for (let from = Math.max(0, kept.length - OVERLAP_MAX_CHARS); ; from += 1) {
    from = kept.indexOf(next, from);
    if (from < 0) return found;
    found.push(from);
  }
}

/** Whether `said`, which is how `kept` ends, was said once too often. */
function isRepeat({ kept, unsentSpace }: KeptEnd, said: string): boolean {
  if (said.length <= unsentSpace) return true;
  const signs = said.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (said.length >= OVERLAP_MIN_CHARS) return signs >= SIGNS_MIN && !isRhythm(said);
  const before = kept.charAt(kept.length - said.length - 1);
  const isWord = said.length >= WORD_MIN_CHARS && /^[\p{L}\p{M}]+$/u.test(said);
  return isWord && !/[\p{L}\p{M}\p{N}_-]/u.test(before);
}

/** Made of one piece twice or more: nobody can say how often it was meant. */
function isRhythm(text: string): boolean {
  const [first = ''] = text;
  for (let period = text.indexOf(first, 1); period > 0; period = text.indexOf(first, period + 1)) {
    if (period * 2 > text.length) return false;
    if (text.startsWith(text.slice(period))) return true;
  }
  return false;
}
