/*
 * What changed in a turn → the smallest op that says so. Growing text is an `append`; anything else
 * replaces the answer, or the whole turn when an answer was added.
 * Applying them in order gives exactly the view of the record; the panel never guesses.
 */
import type { AnswerRecord, EngineEvent, TurnRecord } from '../../core/index.ts';
import type { ChatOp } from '../../protocol/index.ts';
import { answerView, turnView, type ViewContext } from './answerView.ts';

export function turnOps(
  turn: TurnRecord,
  event: EngineEvent | undefined,
  before: TurnRecord,
  context: ViewContext,
): readonly ChatOp[] {
  if (turn === before && event !== undefined) return [];
  // What is sealed is never drawn.
  if (event?.type === 'opaque') return [];
  if (event === undefined || turn.answers.length !== before.answers.length) {
    return [{ op: 'turn', turn: turnView(turn, context) }];
  }
  const answer = turn.answers.at(-1);
  const old = before.answers.at(-1);
  if (answer === undefined || old === undefined) return [];
  const growth = grown(turn, answer, old, event);
  if (growth !== undefined) return [growth];
  return [{ op: 'answer', turnId: turn.turnId, answer: answerView(turn, answer, context) }];
}

function grown(
  turn: TurnRecord,
  answer: AnswerRecord,
  old: AnswerRecord,
  event: EngineEvent,
): ChatOp | undefined {
  if (event.type !== 'text-delta' && event.type !== 'reasoning-delta') return undefined;
  const block = answer.blocks.length - 1;
  const was = old.blocks.at(-1);
  const isSame = answer.blocks.length === old.blocks.length && old.state === answer.state;
  if (!isSame || was === undefined || was.type === 'tool-call') return undefined;
  const { turnId } = turn;
  const { answerId } = answer;
  return { op: 'append', turnId, answerId, block, at: was.text.length, text: event.text };
}
