/*
 * One conversation with its turn under way: asks the engine, folds what comes back, keeps it in the
 * store and tells the panel. States: idle, busy (one turn at a time).
 * Promise: the question is stored before anything is sent; what was shown is stored at most half a
 * second later; Stop ends within a tick and keeps the text; nothing is ever sent twice by itself.
 */
import type {
  Clock,
  ConversationId,
  Disposable,
  Engine,
  EngineEvent,
  PrivacyTier,
  TurnRecord,
  TurnStore,
} from '../../core/index.ts';
import { ChatError } from '../../core/index.ts';
import { askedRequest } from './askedRequest.ts';
import { createControlBoard, type ControlBoard } from './controls.ts';
import { beginAnswer, closeInterrupted, foldEvent, foldFailure } from './turnFold.ts';

/** At most this much shown text is at risk when the process dies. */
const CHECKPOINT_MS = 500;

export type SessionDeps = {
  readonly engine: Pick<Engine, 'run'>;
  readonly store: TurnStore;
  readonly clock: Clock;
  /** A fresh, unguessable id. */
  readonly newId: () => string;
  readonly limits: () => { readonly tier: PrivacyTier; readonly localOnly: boolean };
  /** How long after sending a chat request may start attempts; the engine bounds it again. */
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
  startNew(): void;
  /** Reopen the conversation used last; what was left open is marked. */
  restore(): Promise<void>;
  dispose(): void;
};

type Busy = { readonly turnId: string; readonly abort: AbortController; readonly board: ControlBoard };

export function createChatSession(deps: SessionDeps): ChatSession {
  const { store, clock } = deps;
  let conversationId: ConversationId = deps.newId();
  let turns: readonly TurnRecord[] = [];
  let busy: Busy | undefined;
  const sent = new Set<string>();

  const put = (turn: TurnRecord): void => {
    const at = turns.findIndex((other) => other.turnId === turn.turnId);
    turns = at < 0 ? [...turns, turn] : turns.map((other, i) => (i === at ? turn : other));
  };
  const keep = async (turn: TurnRecord): Promise<void> => {
    await store
      .save(turn)
      .catch((error: unknown) =>
        deps.onStoreError(error instanceof Error ? error : new Error(String(error))),
      );
  };

  async function ask(turn: TurnRecord, own: Busy, earlier: readonly TurnRecord[]): Promise<void> {
    const startedMs = clock.nowMs();
    const elapsed = (): number => clock.nowMs() - startedMs;
    let current = turn;
    const checkpoint = createCheckpoint(clock, () => keep(current));
    const show = (next: TurnRecord, event?: EngineEvent): void => {
      const before = current;
      current = next;
      // A conversation that the person left goes on into the store, not onto the screen.
      if (turns.some((other) => other.turnId === next.turnId)) {
        put(next);
        deps.onTurn(next, event, before);
      }
    };
    try {
      const events = deps.engine.run({
        request: askedRequest(earlier, turn.question),
        conversationId: turn.conversationId,
        turnId: turn.turnId,
        requestId: deps.newId(),
        lane: 'chat',
        deadlineAtMs: Number.POSITIVE_INFINITY,
        signal: own.abort.signal,
        limits: { ...deps.limits(), canFold: true },
        controls: own.board,
      });
      for await (const event of events) {
        show(foldEvent(current, event, elapsed()), event);
        checkpoint.touch();
      }
    } catch (error) {
      const known =
        error instanceof ChatError
          ? error
          : new ChatError({ kind: 'protocol', origin: 'local', message: String(error), cause: error });
      show(foldFailure(current, known, elapsed()));
    }
    checkpoint.dispose();
    if (busy === own) busy = undefined;
    await keep(current);
    show(current);
  }

  const stop = (): void =>
    busy?.abort.abort(
      new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped by the person.' }),
    );

  return {
    conversationId: () => conversationId,
    turns: () => turns,
    busyTurnId: () => busy?.turnId,
    async send(clientId, question) {
      if (busy !== undefined || sent.has(clientId) || question.trim() === '') return false;
      sent.add(clientId);
      const earlier = turns;
      const turn = beginAnswer({
        turnId: deps.newId(),
        conversationId,
        askedWallMs: clock.wallMs(),
        question,
        answers: [],
      });
      const own: Busy = {
        turnId: turn.turnId,
        abort: new AbortController(),
        board: createControlBoard(),
      };
      busy = own;
      put(turn);
      deps.onTurn(turn, undefined, turn);
      await keep(turn);
      await ask(turn, own, earlier);
      return true;
    },
    stop,
    control: (control) => busy?.board.say(control),
    startNew() {
      stop();
      busy = undefined;
      turns = [];
      conversationId = deps.newId();
    },
    async restore() {
      const latest = await store.latestConversation();
      if (latest === undefined) return;
      const found = (await store.turnsOf(latest)).map(closeInterrupted);
      if (turns.length > 0 || busy !== undefined) return;
      conversationId = latest;
      turns = found;
    },
    dispose() {
      busy?.abort.abort(
        new ChatError({ kind: 'aborted', origin: 'local', message: 'The window is closing.' }),
      );
    },
  };
}

/** Runs `write` at most once per interval while touched, never two at a time. */
function createCheckpoint(clock: Clock, write: () => Promise<void>): Disposable & { touch(): void } {
  let timer: Disposable | undefined;
  let isWriting = false;
  const run = (): void => {
    timer = undefined;
    if (isWriting) {
      timer = clock.after(CHECKPOINT_MS, run);
      return;
    }
    isWriting = true;
    void write().finally(() => {
      isWriting = false;
    });
  };
  return {
    touch: () => (timer ??= clock.after(CHECKPOINT_MS, run)),
    dispose: () => timer?.dispose(),
  };
}
