/*
 * The turns under way: one on the screen, asked at the end of the conversation or in the place of
 * another turn, and those that were left and are still being stored. States: idle, busy.
 * Promise: the question is stored before anything is sent, and Stop ends within a tick. It decides
 * nothing about which question may be asked: that is the session's part.
 */
import type { Control, ConversationId, Target, TurnContext, TurnRecord } from '../../core/index.ts';
import { ChatError, contextOf } from '../../core/index.ts';
import { inView, setAside } from './branches.ts';
import type { SessionDeps } from './chatSession.ts';
import { createControlBoard, type ControlBoard } from './controls.ts';
import type { Rework } from './rework.ts';
import { runTurn, type TurnRun } from './runTurn.ts';
import { beginAnswer } from './turnFold.ts';
import type { TurnList } from './turnList.ts';

/** `place`: the turn in whose place it is asked. `first`: picked by the person for this one. */
export type Asked = {
  readonly conversationId: ConversationId;
  readonly question: string;
  readonly place?: string;
  readonly first?: Target | undefined;
  readonly context?: TurnContext | undefined;
};

export type Asking = {
  readonly busyTurnId: () => string | undefined;
  /** Resolves when the turn has ended. */
  readonly ask: (asked: Asked) => Promise<void>;
  readonly stop: () => void;
  readonly control: (control: Control) => void;
  /** Stops the turn on the screen, which is not to stay there. */
  readonly leave: () => void;
  /** Resolves when nothing more of this conversation will be stored. */
  readonly over: (id: ConversationId) => Promise<void>;
  /** The window goes: the turn is left as an interrupted one. */
  readonly end: () => Promise<void>;
};

type Parts = {
  readonly list: TurnList;
  readonly keep: (turn: TurnRecord) => Promise<void>;
  readonly rework: Pick<Rework, 'exchange' | 'forgetRemoved'>;
};

type Busy = {
  readonly turnId: string;
  readonly abort: AbortController;
  readonly board: ControlBoard;
};

export function createAsking(deps: SessionDeps, { list, keep, rework }: Parts): Asking {
  /** The last turn of each conversation, until it is stored whole. */
  const runs = new Map<ConversationId, Promise<void>>();
  let busy: Busy | undefined;
  let isClosing = false;

  // A conversation that the person left goes on into the store, not onto the screen.
  const show: TurnRun['show'] = (next, event, before) => {
    if (list.replace(next)) deps.onTurn(next, event, before);
  };
  const stop = (): void => busy?.abort.abort(stopped());

  async function play(asked: Asked): Promise<void> {
    const { place, first } = asked;
    const turn = newTurn(deps, asked);
    const abort = new AbortController();
    const own: Busy = { turnId: turn.turnId, abort, board: createControlBoard() };
    busy = own;
    rework.forgetRemoved();
    const stood = place === undefined ? list.every() : setAside(list.every(), place, turn.turnId);
    if (place === undefined) {
      list.add(turn);
      deps.onTurn(turn, undefined, turn);
      await keep(turn);
    } else await rework.exchange([...stood, turn]);
    const ways = { signal: abort.signal, controls: own.board, isClosing: () => isClosing };
    const run = { turn, earlier: inView(stood), first, ...ways, show, keep };
    const ended = await runTurn(deps, run);
    if (busy === own) busy = undefined;
    show(ended, undefined, ended);
  }

  return {
    busyTurnId: () => busy?.turnId,
    stop,
    control: (control) => busy?.board.say(control),
    async ask(asked) {
      const { conversationId } = asked;
      const run = play(asked);
      runs.set(conversationId, run);
      await run;
      if (runs.get(conversationId) === run) runs.delete(conversationId);
    },
    leave() {
      stop();
      busy = undefined;
    },
    over: async (id) => runs.get(id),
    async end() {
      isClosing = true;
      stop();
      await Promise.all(runs.values());
    },
  };
}

function newTurn(
  { newId, clock }: SessionDeps,
  { conversationId, question, context = {} }: Asked,
): TurnRecord {
  const plain = { turnId: newId(), conversationId, askedWallMs: clock.wallMs(), question };
  return beginAnswer({ ...plain, ...contextOf(context), answers: [] });
}

const stopped = (): ChatError =>
  new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped by the person.' });
