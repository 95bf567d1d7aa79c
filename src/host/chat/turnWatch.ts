/*
 * What the turn under way means for everything around it: who is answering just now, and what is
 * being waited for. Fed with each change of a turn; holds nothing once the turn has ended.
 * It decides nothing: the engine waits and answers, this only remembers what it said last.
 */
import type { EngineEvent, Target, TurnRecord, WaitingUntil } from '../../core/index.ts';
import { errorRecord } from '../../core/index.ts';
import type { WaitView } from '../../protocol/index.ts';
import { causeSentence, type CauseContext } from '../words/causes.ts';
import { waitView } from './waitView.ts';

export type TurnWatch = {
  readonly note: (turn: TurnRecord, event: EngineEvent | undefined) => void;
  readonly wait: () => WaitView | undefined;
  readonly answering: () => Target | undefined;
  /** The conversation was left: nothing of it is shown any more. */
  readonly forget: () => void;
};

export function createTurnWatch(context: () => CauseContext): TurnWatch {
  let wait: WaitView | undefined;
  let answering: Target | undefined;
  return {
    note(turn, event) {
      const answer = turn.answers.at(-1);
      const isOpen = answer?.state === 'streaming' || answer?.state === 'asking';
      answering = isOpen ? answer.target : undefined;
      if (event?.type === 'waiting-until') wait = viewOf(turn.turnId, event, context());
      else if (event?.type === 'wait-ended' || !isOpen) wait = undefined;
    },
    wait: () => wait,
    // While everybody is waited for, nobody answers.
    answering: () => (wait === undefined ? answering : undefined),
    forget() {
      wait = undefined;
      answering = undefined;
    },
  };
}

function viewOf(turnId: string, event: WaitingUntil, context: CauseContext): WaitView | undefined {
  const cause =
    event.error === undefined
      ? undefined
      : causeSentence(errorRecord(event.error), context, event.target);
  return waitView(turnId, event, cause, context);
}
