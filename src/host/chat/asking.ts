/*
 * The turn under way: asked at the end of the conversation or in the place of another turn, run
 * to its end, stopped. States: idle, busy (one turn at a time).
 * Promise: the question is stored before anything is sent, and Stop ends within a tick. It decides
 * nothing about which question may be asked: that is the session's part.
 */
import type { ConversationId, Target, TurnRecord } from '../../core/index.ts';
import { ChatError } from '../../core/index.ts';
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
};

export type Asking = {
  readonly busyTurnId: () => string | undefined;
  /** Resolves when the turn has ended. */
  readonly ask: (asked: Asked) => Promise<void>;
  readonly stop: () => void;
  /** Stop, and wait until its words are stored. */
  readonly settled: () => Promise<void>;
  readonly say: ControlBoard['say'];
  /** Stop; what is left of it goes on into the store, not onto the screen. */
  readonly leave: () => void;
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
  let busy: Busy | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let isClosing = false;

  // A conversation that the person left goes on into the store, not onto the screen.
  const show: TurnRun['show'] = (next, event, before) => {
    if (list.replace(next)) deps.onTurn(next, event, before);
  };
  const stop = (): void => busy?.abort.abort(stopped());

  async function run({ conversationId, question, place, first }: Asked): Promise<void> {
    const turn = newTurn(deps, conversationId, question);
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
    const ended = await runTurn(deps, {
      turn,
      earlier: inView(stood),
      first,
      ...ways,
      show,
      keep,
    });
    if (busy === own) busy = undefined;
    show(ended, undefined, ended);
  }

  return {
    busyTurnId: () => busy?.turnId,
    async ask(asked) {
      running = run(asked);
      await running;
    },
    stop,
    async settled() {
      stop();
      await running;
    },
    say: (control) => busy?.board.say(control),
    leave() {
      stop();
      busy = undefined;
    },
    async end() {
      isClosing = true;
      stop();
      await running;
    },
  };
}

function newTurn(
  { newId, clock }: SessionDeps,
  conversationId: ConversationId,
  question: string,
): TurnRecord {
  const askedWallMs = clock.wallMs();
  return beginAnswer({ turnId: newId(), conversationId, askedWallMs, question, answers: [] });
}

const stopped = (): ChatError =>
  new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped by the person.' });
