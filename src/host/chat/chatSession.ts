/*
 * One conversation with its turn under way: asks the engine, folds what comes back, keeps it in the
 * store and tells the panel. States: idle, busy (one turn at a time).
 * Promise: the question is stored before anything is sent; what was shown is stored at most half a
 * second later; Stop ends within a tick and keeps the text; nothing is ever sent twice by itself.
 * A private conversation is stored nowhere and is gone when it is left.
 */
import type {
  Clock,
  ConversationId,
  Engine,
  EngineEvent,
  PrivacyTier,
  TurnRecord,
  TurnStore,
} from '../../core/index.ts';
import { ChatError } from '../../core/index.ts';
import type { Bill } from './bill.ts';
import { createControlBoard, type ControlBoard } from './controls.ts';
import { runTurn, type TurnRun } from './runTurn.ts';
import { createTurnList, type TurnList } from './turnList.ts';
import { beginAnswer, closeInterrupted } from './turnFold.ts';

export type SessionDeps = {
  readonly engine: Pick<Engine, 'run'>;
  readonly store: TurnStore;
  readonly clock: Clock;
  /** A fresh, unguessable id. */
  readonly newId: () => string;
  readonly limits: () => { readonly tier: PrivacyTier; readonly localOnly: boolean };
  /** Writes into an ended turn what it used and cost. */
  readonly bill: Bill;
  readonly onTurn: (turn: TurnRecord, event: EngineEvent | undefined, before: TurnRecord) => void;
  /** Storing failed: what is shown is still there, but only in memory. */
  readonly onStoreError: (error: Error) => void;
};

export type ChatSession = {
  readonly conversationId: () => ConversationId;
  readonly turns: () => readonly TurnRecord[];
  readonly busyTurnId: () => string | undefined;
  /** Resolves when the turn has ended. False: nothing was sent (busy, empty or already known). */
  send(clientId: string, question: string): Promise<boolean>;
  stop(): void;
  control(control: 'try-now' | 'switch'): void;
  startNew(how?: { readonly isPrivate: boolean }): void;
  /** Nothing of this conversation is stored. */
  readonly isPrivate: () => boolean;
  /** Shows a stored conversation; false where it has no turn any more. */
  open(conversationId: ConversationId): Promise<boolean>;
  /** Ends and leaves the conversation if it is this one; resolves when nothing more is stored. */
  leave(conversationId: ConversationId): Promise<void>;
  /** Reopen the conversation used last, if it is wanted; what was left open is marked. */
  restore(isWanted?: (turns: readonly TurnRecord[]) => boolean): Promise<void>;
  /** The window is closing: ends the turn under way and resolves when its words are stored. */
  end(): Promise<void>;
};

export function createChatSession(deps: SessionDeps): ChatSession {
  const { store } = deps;
  const list = createTurnList();
  const asking = createAsking(deps, list);
  const sent = new Set<string>();
  let conversationId: ConversationId = deps.newId();
  let isPrivate = false;

  function turnTo(id: ConversationId, turns: readonly TurnRecord[], toPrivate = false): void {
    asking.leave();
    list.reset(turns);
    conversationId = id;
    isPrivate = toPrivate;
  }

  return {
    conversationId: () => conversationId,
    isPrivate: () => isPrivate,
    turns: list.all,
    busyTurnId: asking.busyTurnId,
    async send(clientId, question) {
      const isBusy = asking.busyTurnId() !== undefined;
      if (isBusy || sent.has(clientId) || question.trim() === '') return false;
      sent.add(clientId);
      await asking.ask(newTurn(deps, conversationId, question), isPrivate);
      return true;
    },
    stop: asking.stop,
    control: asking.control,
    startNew: (how = { isPrivate: false }) => turnTo(deps.newId(), [], how.isPrivate),
    async open(id) {
      if (id === conversationId) return true;
      const found = await store.turnsOf(id);
      if (found.length > 0) turnTo(id, found.map(closeInterrupted));
      return found.length > 0;
    },
    async leave(id) {
      if (id === conversationId) turnTo(deps.newId(), []);
      await asking.over(id);
    },
    async restore(isWanted = () => true) {
      const latest = await store.latestConversation();
      if (latest === undefined) return;
      const found = await store.turnsOf(latest);
      const isUsed = list.all().length > 0 || asking.busyTurnId() !== undefined;
      if (!isUsed && isWanted(found)) turnTo(latest, found.map(closeInterrupted), isPrivate);
    },
    end: () => asking.end(),
  };
}

type Busy = {
  readonly turnId: string;
  readonly abort: AbortController;
  readonly board: ControlBoard;
};

/** The turns under way: one on the screen, and those that were left and are still being stored. */
function createAsking(deps: SessionDeps, list: TurnList) {
  /** The last turn of each conversation, until it is stored whole. */
  const runs = new Map<ConversationId, Promise<void>>();
  let busy: Busy | undefined;
  let isClosing = false;

  const store = async (turn: TurnRecord): Promise<void> => {
    await deps.store.save(turn).catch((error: unknown) => deps.onStoreError(asError(error)));
  };
  // A conversation that the person left goes on into the store, not onto the screen.
  const show: TurnRun['show'] = (next, event, before) => {
    if (list.replace(next)) deps.onTurn(next, event, before);
  };
  const stop = (): void => busy?.abort.abort(stopped());

  async function play(turn: TurnRecord, keep: TurnRun['keep']): Promise<void> {
    const earlier = list.all();
    const abort = new AbortController();
    const own: Busy = { turnId: turn.turnId, abort, board: createControlBoard() };
    busy = own;
    list.add(turn);
    deps.onTurn(turn, undefined, turn);
    await keep(turn);
    const ways = { signal: abort.signal, controls: own.board, isClosing: () => isClosing };
    const ended = await runTurn(deps, { turn, earlier, ...ways, show, keep });
    if (busy === own) busy = undefined;
    show(ended, undefined, ended);
  }

  return {
    busyTurnId: () => busy?.turnId,
    stop,
    control: (control: 'try-now' | 'switch') => busy?.board.say(control),
    async ask(turn: TurnRecord, isPrivate: boolean): Promise<void> {
      const { conversationId } = turn;
      // Decided once: a turn that is left while it runs stays what it was.
      const run = play(turn, isPrivate ? storeNothing : store);
      runs.set(conversationId, run);
      await run;
      if (runs.get(conversationId) === run) runs.delete(conversationId);
    },
    /** Stops the turn on the screen, which is not to stay there. */
    leave(): void {
      stop();
      busy = undefined;
    },
    /** Resolves when nothing more of this conversation will be stored. */
    over: async (id: ConversationId): Promise<void> => runs.get(id),
    async end(): Promise<void> {
      isClosing = true;
      stop();
      await Promise.all(runs.values());
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

const storeNothing = (): Promise<void> => Promise.resolve();

const stopped = (): ChatError =>
  new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped by the person.' });

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
