/*
 * Answers for as long as the window lasts: for where there is no file, and for tests.
 * Keeps the same contract as the file. Bounded: of many answers the oldest are forgotten first.
 * Words are runs of letters and digits of any script; those of one letter say too little.
 */
import type { AnswerCache, StoredAnswer } from '../core/index.ts';

const ANSWERS_MAX = 200;

export function createMemoryAnswerCache(): AnswerCache {
  const kept = new Map<string, StoredAnswer>();
  return {
    keep(key, answer) {
      kept.delete(key);
      kept.set(key, answer);
      for (const oldest of kept.keys()) {
        if (kept.size <= ANSWERS_MAX) break;
        kept.delete(oldest);
      }
      return Promise.resolve();
    },
    exact: (key) => Promise.resolve(kept.get(key)),
    similar(question, answersMax) {
      const wanted = wordsOf(question);
      const found = [...kept.values()]
        .map((answer) => ({ answer, shared: sharedWords(wanted, answer) }))
        .filter(({ shared }) => shared > 0)
        .toSorted((a, b) => b.shared - a.shared || b.answer.wallMs - a.answer.wallMs);
      return Promise.resolve(found.slice(0, answersMax).map(({ answer }) => answer));
    },
  };
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu));
}

function sharedWords(wanted: ReadonlySet<string>, { question, text }: StoredAnswer): number {
  const words = wordsOf(`${question}\n${text}`);
  return [...wanted].filter((word) => words.has(word)).length;
}
