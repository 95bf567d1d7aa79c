/*
 * What the hidden status line says when the view changes: started, switched, finished, stopped.
 * Compares two views; never reads out the stream. A snapshot is silent: nothing happened just
 * now.
 */
import type { AnswerView, ChatView } from '../protocol/index.ts';
import { countedWord } from './countdown.ts';
import { fill, type Words } from './words.ts';

export function announcement(before: ChatView, now: ChatView, words: Words): string | undefined {
  const turn = now.turns.at(-1);
  if (turn === undefined) return undefined;
  const answer = turn.answers.at(-1);
  const earlier = before.turns.find(({ turnId }) => turnId === turn.turnId);
  const was = earlier?.answers.find(({ answerId }) => answerId === answer?.answerId);
  if (turn.queued !== undefined && turn.queued.sentence !== earlier?.queued?.sentence) {
    return turn.queued.sentence;
  }
  const said = answer === undefined ? undefined : saidOf(was, answer, earlier !== undefined, words);
  if (said !== undefined) return said;
  if (now.wait !== undefined && before.wait === undefined) {
    return countedWord(now.wait.sentence, now.wait.untilWallMs);
  }
  return undefined;
}

function saidOf(
  was: AnswerView | undefined,
  answer: AnswerView,
  isKnownTurn: boolean,
  words: Words,
): string | undefined {
  if (was?.state !== answer.state) {
    if (answer.state === 'whole') return words.answerFinished;
    if (answer.state === 'stopped') return words.answerStopped;
    if (answer.state === 'failed' || answer.state === 'unfinished') {
      return answer.cause?.sentence ?? words.noAnswer;
    }
  }
  const name = answer.who?.name;
  const isNext = was === undefined && isKnownTurn;
  const isOther = was?.who !== undefined && was.who.name !== name;
  if (name !== undefined && (isNext || isOther)) return fill(words.switchedTo, 'name', name);
  if (answer.state === 'streaming' && was?.state !== 'streaming') return words.answerStarted;
  return undefined;
}
