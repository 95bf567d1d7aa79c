/*
 * Which of many earlier answers are like a question: by the words they share, those that few of
 * them hold counting more than those that nearly all do. Words are runs of letters and digits of
 * any script; those of one letter say too little. Pure; nothing in a text is a command.
 */
import type { StoredAnswer } from '../core/index.ts';

/** Of one answer; what stands behind them is not looked at. */
const WORDS_MAX = 3_000;

export type Worded = { readonly answer: StoredAnswer; readonly words: ReadonlySet<string> };

export function wordsIn(text: string): ReadonlySet<string> {
  const all = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]{2,}/gu)) {
    all.add(word);
    if (all.size >= WORDS_MAX) break;
  }
  return all;
}

/** The best first, and the later first among equals. */
export function mostAlike(
  question: string,
  all: readonly Worded[],
  answersMax: number,
): readonly StoredAnswer[] {
  const wanted = [...wordsIn(question)].map((word) => {
    const holders = all.filter(({ words }) => words.has(word)).length;
    const rarity = holders === 0 ? 0 : Math.log((all.length + 1) / holders);
    return { word, weight: rarity * rarity };
  });
  return all
    .map(({ answer, words }) => ({
      answer,
      score: wanted.reduce((sum, { word, weight }) => sum + (words.has(word) ? weight : 0), 0),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.answer.wallMs - a.answer.wallMs)
    .slice(0, answersMax)
    .map(({ answer }) => answer);
}
