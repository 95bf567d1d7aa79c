/*
 * The turn under way, asked at the end of the conversation or in the place of another turn, and
 * those that ended and are still being stored. States: idle, busy.
 * Promise: the question is stored before anything is sent, and Stop ends within a tick. It decides
 * nothing about which question may be asked: that is the session's part.
 */
import type { Control, ConversationId, Target, TurnContext, TurnRecord } from '../../core/index.ts';
import { ChatError, contextOf } from '../../core/index.ts';
import { inView, setAside } from './branches.ts';
import type { SessionDeps } from './chatSession.ts';
import type { Choices } from './choices.ts';
import { leftOutOf } from './leftOut.ts';
import { createControlBoard, type ControlBoard } from './controls.ts';
import type { Rework } from './rework.ts';
import { runTurn, type TurnRun } from './runTurn.ts';
import { beginAnswer, storedOnce, withWords } from './turnFold.ts';
import type { TurnList } from './turnList.ts';

/** `place`: the turn in whose place it is asked. `first`: picked by the person for this one. */
export type Asked = {
  readonly question: string;
  readonly place?: string;
  readonly first?: Target | undefined;
  readonly context?: TurnContext | undefined;
  /** Less of the conversation is sent along than before: it was too long. */
  readonly trim?: boolean | undefined;
};

export type Asking = {
  readonly busyTurnId: () => string | undefined;
  /** Resolves when the turn has ended. */
  readonly ask: (asked: Asked) => Promise<void>;
  /** A turn that was kept and not answered, as it is, in its place. Answers it as it ended. */
  readonly askKept: (turn: TurnRecord) => Promise<TurnRecord>;
  readonly stop: () => void;
  readonly control: (control: Control) => void;
  /** Resolves when nothing more will be stored, unless something is asked meanwhile. */
  readonly over: () => Promise<void>;
  /** The window goes: the turn is left as an interrupted one. */
  readonly end: () => Promise<void>;
};

type Parts = {
  readonly conversationId: ConversationId;
  readonly isPrivate: boolean;
  readonly list: TurnList;
  readonly choices: Pick<Choices, 'limits' | 'bind'>;
  readonly keep: (turn: TurnRecord) => Promise<void>;
  readonly rework: Pick<Rework, 'exchange' | 'forgetRemoved'>;
};

type Busy = {
  readonly turnId: string;
  readonly abort: AbortController;
  readonly board: ControlBoard;
};

export function createAsking(deps: SessionDeps, parts: Parts): Asking {
  const { list, keep, rework } = parts;
  /** Turns that are not stored whole yet. */
  const runs = new Set<Promise<unknown>>();
  let busy: Busy | undefined;
  let isClosing = false;

  // A turn that was deleted meanwhile goes nowhere.
  const show: TurnRun['show'] = (next, event, before) => {
    if (list.replace(next)) deps.onTurn(next, event, before);
  };
  const over = async (): Promise<void> => void (await Promise.all(runs));
  const stop = (): void => busy?.abort.abort(stopped());

  function begin(turnId: string): Busy {
    rework.forgetRemoved();
    busy = { turnId, abort: new AbortController(), board: createControlBoard() };
    return busy;
  }

  async function finish(
    own: Busy,
    asked: Pick<TurnRun, 'turn' | 'earlier' | 'limits'>,
  ): Promise<TurnRecord> {
    const { abort, board: controls } = own;
    const { isPrivate } = parts;
    const ways = { isPrivate, signal: abort.signal, controls, isClosing: () => isClosing };
    const ended = await runTurn(deps, { ...asked, ...ways, show, keep });
    if (busy === own) busy = undefined;
    show(ended, undefined, ended);
    return ended;
  }

  /** Until it is over it is known to be under way. */
  async function during<T>(run: Promise<T>): Promise<T> {
    runs.add(run);
    try {
      return await run;
    } finally {
      runs.delete(run);
    }
  }

  const desk: Desk = { deps, parts, begin, finish, show };
  return {
    busyTurnId: () => busy?.turnId,
    stop,
    control: (control) => busy?.board.say(control),
    ask: (asked) => during(play(desk, asked)),
    askKept: (turn) => during(playKept(desk, turn)),
    over,
    async end() {
      isClosing = true;
      stop();
      await over();
    },
  };
}

type Desk = {
  readonly deps: SessionDeps;
  readonly parts: Parts;
  readonly begin: (turnId: string) => Busy;
  readonly finish: (
    own: Busy,
    asked: Pick<TurnRun, 'turn' | 'earlier' | 'limits'>,
  ) => Promise<TurnRecord>;
  readonly show: TurnRun['show'];
};

async function play({ deps, parts, begin, finish }: Desk, asked: Asked): Promise<void> {
  const { question, place, first, context = {}, trim = false } = asked;
  const { conversationId, list, choices, keep, rework } = parts;
  const { leftOutTurns: unfit = 0, ...rest } = context;
  const fresh = newTurn(deps, conversationId, { question, ...(trim ? rest : context) });
  const { turnId } = fresh;
  const limits = choices.limits(first);
  const own = begin(turnId);
  const binding = choices.bind();
  const stood = place === undefined ? list.every() : setAside(list.every(), place, turnId);
  const earlier = inView(stood);
  const leftOut = leftOutOf(earlier, { turnId, trim, unfit });
  const turn = leftOut === undefined ? fresh : { ...fresh, leftOut };
  if (place === undefined) {
    list.add(turn);
    deps.onTurn(turn, undefined, turn);
    await keep(turn);
  } else await rework.exchange([...stood, turn]);
  await binding;
  await finish(own, { turn, earlier, limits });
}

async function playKept(
  { deps, parts, begin, finish, show }: Desk,
  kept: TurnRecord,
): Promise<TurnRecord> {
  const { list, choices, keep } = parts;
  const limits = choices.limits();
  const own = begin(kept.turnId);
  const binding = choices.bind();
  const stood = list.all();
  const at = stood.findIndex(({ turnId }) => turnId === kept.turnId);
  const answers = withWords(kept.answers);
  const turn = beginAnswer({ ...kept, sentWallMs: deps.clock.wallMs(), answers });
  show(turn, undefined, kept);
  await keep(turn);
  await binding;
  const ended = await finish(own, { turn, earlier: stood.slice(0, at), limits });
  const plain = { ...ended, answers: storedOnce(ended.answers) };
  if (plain.answers.length === ended.answers.length) return ended;
  show(plain, undefined, ended);
  await keep(plain);
  return plain;
}

function newTurn(
  { newId, clock }: SessionDeps,
  conversationId: ConversationId,
  { question, ...context }: TurnContext & Pick<TurnRecord, 'question'>,
): TurnRecord {
  const plain = { turnId: newId(), conversationId, askedWallMs: clock.wallMs(), question };
  return beginAnswer({ ...plain, ...contextOf(context), answers: [] });
}

const stopped = (): ChatError =>
  new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped by the person.' });
