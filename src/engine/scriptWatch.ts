/*
 * Notices an answer that falls apart into several scripts at once, letter glued to letter, as
 * broken models do; and, at its end, an answer in a script that nobody has used or asked for.
 * Lists of words in many languages, and Latin names inside Chinese or Greek, are nothing of the
 * kind. It compares scripts only; which language is meant it does not know.
 */

type Script = 'latin' | 'greek' | 'cyrillic' | 'semitic' | 'indic' | 'thai' | 'cjk' | 'caucasian';

/** First code points of blocks, ascending; undefined: no letters that tell anything. */
const BLOCKS: readonly (readonly [number, Script | undefined])[] = [
  [0x41, 'latin'],
  [0x5b, undefined],
  [0x61, 'latin'],
  [0x7b, undefined],
  [0xc0, 'latin'],
  [0x2b0, undefined],
  [0x370, 'greek'],
  [0x400, 'cyrillic'],
  [0x530, 'caucasian'],
  [0x590, 'semitic'],
  [0x900, 'indic'],
  [0xe00, 'thai'],
  [0xf00, undefined],
  [0x10a0, 'caucasian'],
  [0x1100, 'cjk'],
  [0x1200, undefined],
  [0x1c90, 'caucasian'],
  [0x1cc0, undefined],
  [0x1e00, 'latin'],
  [0x1f00, 'greek'],
  [0x2000, undefined],
  [0x2e80, 'cjk'],
  [0x3000, undefined],
  [0x3040, 'cjk'],
  [0xa000, undefined],
  [0xac00, 'cjk'],
  [0xd7b0, undefined],
  [0xf900, 'cjk'],
  [0xfb00, undefined],
  [0xfb50, 'semitic'],
  [0xfe00, undefined],
];

/** Letters that are looked at together, and how many seams inside words make them a soup. */
const WINDOW_LETTERS = 240;
const SEAMS = 12;
const SCRIPTS_OF_SOUP = 4;
/** Fewer letters say nothing about a whole answer, or about a question. */
const ANSWER_LETTERS = 200;
const QUESTION_LETTERS = 20;

export interface ScriptWatch {
  /** True once, when the answer has become a soup of scripts. */
  push(text: string): boolean;
  /** For the end: a script that makes up the answer and that the question knows nothing of. */
  stranger(question: string): Script | undefined;
}

export function createScriptWatch(): ScriptWatch {
  const counts = new Map<Script, number>();
  const window: { readonly script: Script; readonly isSeam: boolean }[] = [];
  let last: Script | undefined;
  let seams = 0;
  let isFound = false;

  const see = (script: Script | undefined): void => {
    const before = last;
    last = script;
    if (script === undefined) return;
    counts.set(script, (counts.get(script) ?? 0) + 1);
    const isSeam = before !== undefined && before !== script && !areNeighbours(before, script);
    window.push({ script, isSeam });
    if (isSeam) seams += 1;
    if (window.length > WINDOW_LETTERS && window.shift()?.isSeam === true) seams -= 1;
  };
  return {
    push(text) {
      for (let i = 0; i < text.length; i += 1) see(scriptOf(text.charCodeAt(i)));
      if (isFound || seams < SEAMS) return false;
      isFound = new Set(window.map(({ script }) => script)).size >= SCRIPTS_OF_SOUP;
      return isFound;
    },
    stranger(question) {
      const letters = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const [first] = [...counts].toSorted((a, b) => b[1] - a[1]);
      if (first === undefined || letters < ANSWER_LETTERS || first[1] < 0.9 * letters)
        return undefined;
      const asked = scriptsOf(question);
      const all = [...asked.values()].reduce((sum, count) => sum + count, 0);
      const isAsked = asked.has(first[0]) || all < QUESTION_LETTERS || LANGUAGES.test(question);
      return isAsked ? undefined : first[0];
    },
  };
}

/** Words that may ask for another language, in the languages of most questions. */
const LANGUAGES =
  /translat|languag|script|alphabet|unicode|locali[sz]|i18n|l10n|idiom|sprach|langue|traduc|язык|перев|翻译|翻訳|\b(?:arab|armen|bengal|bulgar|chin|czech|farsi|georg|greek|hebrew|hindi|japan|kanji|kazakh|korea|macedon|mandarin|marathi|mongol|persia|punjab|russ|serb|tamil|telugu|thai|ukrain|urdu)/i;

function scriptsOf(text: string): Map<Script, number> {
  const counts = new Map<Script, number>();
  for (let i = 0; i < text.length; i += 1) {
    const script = scriptOf(text.charCodeAt(i));
    if (script !== undefined) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return counts;
}

function scriptOf(code: number): Script | undefined {
  let [low, high] = [0, BLOCKS.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((BLOCKS[middle]?.[0] ?? 0) <= code) low = middle + 1;
    else high = middle;
  }
  return BLOCKS[low - 1]?.[1];
}

/** Scripts that stand side by side in one word without any harm. */
function areNeighbours(a: Script, b: Script): boolean {
  const pair = new Set([a, b]);
  return pair.has('latin') && (pair.has('cjk') || pair.has('greek'));
}
