/*
 * One conversation: what may be asked, changed, deleted and taken back, and the turn under way.
 * States: idle, busy (one turn at a time).
 * Promise: the question is stored before anything is sent; what was shown is stored at most half a
 * second later; Stop ends within a tick and keeps the text; nothing is ever sent twice by itself.
 */
import type {
  Clock,
  ConversationId,
  Engine,
  EngineEvent,
  PrivacyTier,
  Target,
  TurnRecord,
  TurnStore,
} from '../../core/index.ts';
import { createAsking } from './asking.ts';
import { healed, type Version } from './branches.ts';
import { createRework, type Rework } from './rework.ts';
import { closeInterrupted } from './turnFold.ts';
import { createTurnList } from './turnList.ts';

export type SessionDeps = {
  readonly engine: Pick<Engine, 'run'>;
  readonly store: TurnStore;
  readonly clock: Clock;
  /** A fresh, unguessable id. */
  readonly newId: () => string;
  readonly limits: () => { readonly tier: PrivacyTier; readonly localOnly: boolean };
  readonly onTurn: (turn: TurnRecord, event: EngineEvent | undefined, before: TurnRecord) => void;
  /** Turns came or went otherwise than by a question at the end. */
  readonly onTurns: () => void;
  /** Storing failed: what is shown is still there, but only in memory. */
  readonly onStoreError: (error: Error) => void;
};

export type ChatSession = {
  readonly conversationId: () => ConversationId;
  readonly turns: () => readonly TurnRecord[];
  readonly busyTurnId: () => string | undefined;
  /** Resolves when the turn has ended. False: nothing was sent (busy, empty or already known). */
  send(clientId: string, question: string): Promise<boolean>;
  /**
   * Ask in the place of `turnId`, which becomes an earlier version with all that followed it; what
   * is under way is stopped first. `first` was picked for this question by the person.
   * False: nothing was sent (the turn is not in view, empty or already known).
   */
  resend(asked: Resend): Promise<boolean>;
  versionOf(turnId: string): Version | undefined;
  /** These stop what is under way first. */
  readonly rework: Pick<
    Rework,
    'showVersion' | 'remove' | 'undoRemove' | 'removedCount' | 'forgetRemoved'
  >;
  stop(): void;
  control(control: 'try-now' | 'switch'): void;
  startNew(): void;
  /** Reopen the conversation used last, if it is wanted; what was left open is marked. */
  restore(isWanted?: (turns: readonly TurnRecord[]) => boolean): Promise<void>;
  /** The window is closing: ends the turn under way and resolves when its words are stored. */
  end(): Promise<void>;
};

export type Resend = {
  readonly clientId: string;
  readonly turnId: string;
  readonly question: string;
  readonly first?: Target | undefined;
};

export function createChatSession(deps: SessionDeps): ChatSession {
  const { store } = deps;
  const list = createTurnList();
  const sent = new Set<string>();
  let conversationId: ConversationId = deps.newId();

  const onStoreError = (error: unknown): void => deps.onStoreError(asError(error));
  const keep = (turn: TurnRecord): Promise<void> => store.save(turn).catch(onStoreError);
  const rework = createRework({ list, store, keep, onTurns: deps.onTurns, onStoreError });
  const asking = createAsking(deps, { list, keep, rework });

  const isNew = (clientId: string, question: string): boolean => {
    if (sent.has(clientId) || question.trim() === '') return false;
    sent.add(clientId);
    return true;
  };
  const isShown = (turnId: string): boolean => list.all().some((turn) => turn.turnId === turnId);

  return {
    conversationId: () => conversationId,
    turns: list.all,
    versionOf: list.versionOf,
    busyTurnId: asking.busyTurnId,
    async send(clientId, question) {
      if (asking.busyTurnId() !== undefined || !isNew(clientId, question)) return false;
      await asking.ask({ conversationId, question });
      return true;
    },
    async resend({ clientId, turnId: place, question, first }) {
      if (!isShown(place) || !isNew(clientId, question)) return false;
      await asking.settled();
      // While it was stopping, another question may have taken the place.
      if (asking.busyTurnId() !== undefined || !isShown(place)) return false;
      await asking.ask({ conversationId, question, place, first });
      return true;
    },
    rework: {
      ...rework,
      showVersion: async (turnId, step) => {
        await asking.settled();
        await rework.showVersion(turnId, step);
      },
      remove: async (turnId) => {
        await asking.settled();
        await rework.remove(turnId);
      },
    },
    stop: asking.stop,
    control: asking.say,
    startNew() {
      asking.leave();
      rework.forgetRemoved();
      list.reset([]);
      conversationId = deps.newId();
    },
    async restore(isWanted = () => true) {
      const latest = await store.latestConversation();
      if (latest === undefined) return;
      const found = await store.turnsOf(latest);
      const isUsed = list.every().length > 0 || asking.busyTurnId() !== undefined;
      if (isUsed || !isWanted(found)) return;
      conversationId = latest;
      list.reset(healed(found).map(closeInterrupted));
    },
    end: asking.end,
  };
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
