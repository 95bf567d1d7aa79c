/*
 * Answers for as long as the window lasts: for where there is no file, and for tests.
 * Keeps the same contract as the file. Bounded: of many answers the oldest are forgotten first.
 * What is deleted of the person's turns is not looked for here: it ends with the window.
 */
import type { AnswerCache } from '../core/index.ts';
import { mostAlike, wordsIn, type Worded } from './answerWords.ts';

const ANSWERS_MAX = 200;

export function createMemoryAnswerCache(): AnswerCache {
  const kept = new Map<string, Worded>();
  return {
    keep(key, answer) {
      kept.delete(key);
      kept.set(key, { answer, words: wordsIn(`${answer.question}\n${answer.text}`) });
      for (const oldest of kept.keys()) {
        if (kept.size <= ANSWERS_MAX) break;
        kept.delete(oldest);
      }
      return Promise.resolve();
    },
    exact: (key) => Promise.resolve(kept.get(key)?.answer),
    similar: (question, answersMax) =>
      Promise.resolve(mostAlike(question, [...kept.values()], answersMax)),
  };
}
