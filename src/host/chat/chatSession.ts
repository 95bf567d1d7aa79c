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
import { createTurnList } from './turnList.ts';
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

type Busy = {
  readonly turnId: string;
  readonly abort: AbortController;
  readonly board: ControlBoard;
};

export function createChatSession(deps: SessionDeps): ChatSession {
  const { store } = deps;
  const list = createTurnList();
  const sent = new Set<string>();
  let conversationId: ConversationId = deps.newId();
  let busy: Busy | undefined;
  /** The last turn of each conversation of this window, until it is stored whole. */
  const runs = new Map<ConversationId, Promise<void>>();
  let isClosing = false;
  let isPrivate = false;

  const keepIn = async (turn: TurnRecord): Promise<void> => {
    await store.save(turn).catch((error: unknown) => deps.onStoreError(asError(error)));
  };
  // A conversation that the person left goes on into the store, not onto the screen.
  const show: TurnRun['show'] = (next, event, before) => {
    if (list.replace(next)) deps.onTurn(next, event, before);
  };
  const stop = (): void => busy?.abort.abort(stopped());

  async function ask(question: string): Promise<void> {
    // As it is now: a turn that is left while it runs stays what it was.
    const keep = isPrivate ? keepNothing : keepIn;
    const earlier = list.all();
    const turn = newTurn(deps, conversationId, question);
    const abort = new AbortController();
    const own: Busy = { turnId: turn.turnId, abort, board: createControlBoard() };
    busy = own;
    list.add(turn);
    deps.onTurn(turn, undefined, turn);
    await keep(turn);
    const ways = { signal: abort.signal, controls: own.board, isClosing: () => isClosing };
    const run = { turn, earlier, ...ways, show, keep };
    const ended = await runTurn(deps, run);
    if (busy === own) busy = undefined;
    show(ended, undefined, ended);
  }

  function turnTo(id: ConversationId, turns: readonly TurnRecord[], toPrivate = false): void {
    stop();
    busy = undefined;
    list.reset(turns);
    conversationId = id;
    isPrivate = toPrivate;
  }

  return {
    conversationId: () => conversationId,
    isPrivate: () => isPrivate,
    turns: list.all,
    busyTurnId: () => busy?.turnId,
    async send(clientId, question) {
      if (busy !== undefined || sent.has(clientId) || question.trim() === '') return false;
      sent.add(clientId);
      const id = conversationId;
      const run = ask(question);
      runs.set(id, run);
      await run;
      if (runs.get(id) === run) runs.delete(id);
      return true;
    },
    stop,
    control: (control) => busy?.board.say(control),
    startNew: (how = { isPrivate: false }) => turnTo(deps.newId(), [], how.isPrivate),
    async open(id) {
      if (id === conversationId) return true;
      const found = await store.turnsOf(id);
      if (found.length > 0) turnTo(id, found.map(closeInterrupted));
      return found.length > 0;
    },
    async leave(id) {
      if (id === conversationId) turnTo(deps.newId(), []);
      await runs.get(id);
    },
    async restore(isWanted = () => true) {
      const latest = await store.latestConversation();
      if (latest === undefined) return;
      const found = await store.turnsOf(latest);
      if (list.all().length > 0 || busy !== undefined || !isWanted(found)) return;
      conversationId = latest;
      list.reset(found.map(closeInterrupted));
    },
    async end() {
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

const keepNothing = (): Promise<void> => Promise.resolve();

const stopped = (): ChatError =>
  new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped by the person.' });

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
