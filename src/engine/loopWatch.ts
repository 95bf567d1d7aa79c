/*
 * Notices that an answer has begun to repeat itself, while it streams: the same run of characters
 * over and over at its end. It is told how much of what may rightly be repeated: rulers, rows of
 * figures, markup and base64 are, for a while or for ever; sentences, statements and rows of words
 * are not.
 * It compares characters only and knows no language. It keeps the last few thousand of them.
 */

export type Loop = {
  /** Characters of what is repeated, and how many times it stands there. */
  readonly unitChars: number;
  readonly times: number;
};

/** Longest run of characters that is looked for, and what is kept to find it three times. */
const UNIT_MAX = 1_000;
const TAIL_CHARS = 3_200;
/** How often is looked, in characters. */
const STEP_CHARS = 96;

/** Sentences are a loop from here on, well within 300 tokens (about 1,200 characters). */
const PROSE_CHARS = 400;
const PROSE_MAX_CHARS = 1_100;
/** Statements of code and rows that say something: nobody writes so many of them alike. */
const LINE_CHARS = 900;
/** Rulers and white space; bare markup, rows of figures, and repetition that was asked for. */
const RULER_CHARS = 1_000;
const DATA_CHARS = 3_000;

export interface LoopWatch {
  /** The loop that `text` has made certain, once. */
  push(text: string): Loop | undefined;
}

/** `isAsked`: repetition was asked for, so only what nobody can have meant is a loop. */
export function createLoopWatch(isAsked: () => boolean): LoopWatch {
  let tail = '';
  let unseen = 0;
  let isFound = false;
  return {
    push(text) {
      if (isFound) return undefined;
      tail = (tail + text).slice(-TAIL_CHARS);
      unseen += text.length;
      if (unseen < STEP_CHARS || tail.length < PROSE_CHARS) return undefined;
      unseen = 0;
      const loop = loopAtEnd(tail, isAsked);
      isFound = loop !== undefined;
      return loop;
    },
  };
}

function loopAtEnd(tail: string, isAsked: () => boolean): Loop | undefined {
  const { length } = tail;
  const at = (index: number): number => tail.charCodeAt(length - 1 - index);
  // The prefix function of the tail read backwards: its periods are those of the tail's ends.
  const border = new Int32Array(length);
  let found: { readonly chars: number; readonly period: number } | undefined;
  for (let i = 1; i < length; i += 1) {
    let known = border[i - 1] ?? 0;
    while (known > 0 && at(i) !== at(known)) known = border[known - 1] ?? 0;
    if (at(i) === at(known)) known += 1;
    border[i] = known;
    const chars = i + 1;
    const period = chars - known;
    if (chars >= PROSE_CHARS && period <= UNIT_MAX && chars >= 2.75 * period)
      found = { chars, period };
  }
  if (found === undefined) return undefined;
  const { chars, period } = found;
  const unit = tail.slice(-period);
  if (chars < neededFor(unit, tail.slice(0, -chars)) || (isAsked() && !isEndless(chars)))
    return undefined;
  return { unitChars: period, times: Math.floor(chars / period) };
}

/** The whole tail and more: nobody reads on. */
function isEndless(chars: number): boolean {
  return chars >= TAIL_CHARS;
}

const NEVER = Infinity;

/** How many characters of it make it a loop. */
function neededFor(unit: string, before: string): number {
  if (isEncoded(unit, before)) return NEVER;
  if (!/\p{L}/u.test(unit)) return /\d/.test(unit) ? DATA_CHARS : RULER_CHARS;
  if (isRow(unit) || isMarkup(unit) || isListed(unit))
    return saysMore(unit) ? lineChars(unit) : DATA_CHARS;
  return Math.max(PROSE_CHARS, Math.min(2.75 * unit.length, PROSE_MAX_CHARS));
}

/** Base64, hex and the like: long stretches of one byte look the same for pages. */
function isEncoded(unit: string, before: string): boolean {
  if (/^[0-9a-fA-Fx,\s]+$/.test(unit) && /\d/.test(unit) && unit.length <= 8) return true;
  // A unit may begin anywhere in a line; what is encoded comes in long lines.
  const lines = unit.split('\n');
  const signs = lines.join('');
  if (!/^[A-Za-z0-9+/=_-]+$/.test(signs) || !/[A-Za-z0-9+/]/.test(signs)) return false;
  if (lines.length > 1) return signs.length >= 60 * (lines.length - 1);
  // A lower-case word without a break is a loop, unless it goes on with something encoded.
  return /[A-Z0-9+/=]/.test(unit) || /[A-Z0-9+/]{4}[A-Za-z0-9+/=]{0,40}$/.test(before);
}

const lineChars = (unit: string): number => Math.max(LINE_CHARS, 5 * unit.length);

/** Different words that make a row or a piece of code more than data. */
const TELLING_WORDS = 5;

/** Statements, or many different words beside tags and the names of fields; no bare data. */
function saysMore(unit: string): boolean {
  const bare = linesOf(unit)
    .join('\n')
    .replaceAll(/<[^>\n]*>|"[^"\n]*"\s*:/g, ' ');
  if (/^[^\n,]*[\p{L}_]{2,}\([^\n]*\)[;:]?\s*\{?\s*$/mu.test(bare)) return true;
  const words = bare.match(/\p{L}{2,}/gu) ?? [];
  return new Set(words).size >= TELLING_WORDS;
}

/** A unit may begin in the middle of a line: in two of them each line stands whole. */
function linesOf(unit: string): readonly string[] {
  const count = unit.split('\n').length - 1;
  return `${unit}${unit}`.split('\n').slice(1, count + 1);
}

/** Lines of a list of values, each with figures and its comma. */
function isListed(unit: string): boolean {
  const lines = linesOf(unit);
  return lines.length > 0 && lines.every((line) => /\d.*,\s*$/.test(line));
}

/** A row of a table or a list of values: several separators, no sentence. */
function isRow(unit: string): boolean {
  if (!unit.includes('\n')) return false;
  const separators = unit.match(/[,;|\t](?! )|\|/g)?.length ?? 0;
  return separators >= 2 * (unit.split('\n').length - 1);
}

/** Tags, brackets and operators make up a good part of it. */
function isMarkup(unit: string): boolean {
  const signs = unit.match(/[<>{}[\]();=:"'`]/g)?.length ?? 0;
  return signs >= 0.15 * unit.replaceAll(/\s/g, '').length;
}
