/*
 * One conversation: what may be asked, changed, deleted and taken back, and the turn under way.
 * States: idle, busy (one turn at a time).
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
  Target,
  TurnContext,
  TurnRecord,
  TurnStore,
} from '../../core/index.ts';
import { createAsking, type Asking } from './asking.ts';
import type { Bill } from './bill.ts';
import { healed, type Version } from './branches.ts';
import { createRework, type Rework } from './rework.ts';
import { closeInterrupted } from './turnFold.ts';
import { createTurnList, type TurnList } from './turnList.ts';

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
  send(clientId: string, question: string, context?: TurnContext): Promise<boolean>;
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

export type Resend = {
  readonly clientId: string;
  readonly turnId: string;
  readonly question: string;
  readonly first?: Target | undefined;
  readonly context?: TurnContext;
};

export function createChatSession(deps: SessionDeps): ChatSession {
  const { store } = deps;
  const list = createTurnList();
  const sent = new Set<string>();
  /** Decided once: a turn that is left while it runs stays what it was. */
  const privateIds = new Set<ConversationId>();
  let conversationId: ConversationId = deps.newId();

  const onStoreError = (error: unknown): void => deps.onStoreError(asError(error));
  const keep = async (turn: TurnRecord): Promise<void> => {
    if (!privateIds.has(turn.conversationId)) await store.save(turn).catch(onStoreError);
  };
  const rework = createRework({ list, store, keep, onTurns: deps.onTurns, onStoreError });
  const asking = createAsking(deps, { list, keep, rework });

  function turnTo(id: ConversationId, turns: readonly TurnRecord[]): void {
    asking.leave();
    rework.forgetRemoved();
    list.reset(healed(turns).map(closeInterrupted));
    conversationId = id;
  }
  /** Whether this may be asked; from then on it is known. */
  const takes = (clientId: string, question: string): boolean => {
    if (sent.has(clientId) || question.trim() === '') return false;
    sent.add(clientId);
    return true;
  };

  return {
    conversationId: () => conversationId,
    isPrivate: () => privateIds.has(conversationId),
    turns: list.all,
    versionOf: list.versionOf,
    busyTurnId: asking.busyTurnId,
    async send(clientId, question, context) {
      if (asking.busyTurnId() !== undefined || !takes(clientId, question)) return false;
      await asking.ask({ conversationId, question, context });
      return true;
    },
    ...changing({ list, asking, rework, takes, conversationId: () => conversationId }),
    stop: asking.stop,
    control: asking.control,
    startNew(how = { isPrivate: false }) {
      turnTo(deps.newId(), []);
      if (how.isPrivate) privateIds.add(conversationId);
    },
    async open(id) {
      if (id === conversationId) return true;
      const found = await store.turnsOf(id);
      if (found.length > 0) turnTo(id, found);
      return found.length > 0;
    },
    async leave(id) {
      if (id === conversationId) turnTo(deps.newId(), []);
      await asking.over(id);
    },
    restore: (isWanted = () => true) => restoreLatest(isWanted),
    end: asking.end,
  };

  async function restoreLatest(isWanted: (turns: readonly TurnRecord[]) => boolean): Promise<void> {
    const latest = await store.latestConversation();
    if (latest === undefined) return;
    const found = await store.turnsOf(latest);
    const isUsed = list.every().length > 0 || asking.busyTurnId() !== undefined;
    // A private chat that was begun meanwhile stays one.
    if (!isUsed && !privateIds.has(conversationId) && isWanted(found)) turnTo(latest, found);
  }
}

type Changing = {
  readonly list: TurnList;
  readonly asking: Asking;
  readonly rework: Rework;
  readonly takes: (clientId: string, question: string) => boolean;
  readonly conversationId: () => ConversationId;
};

/** What changes the conversation: the turn under way is stopped and stored first. */
function changing(parts: Changing): Pick<ChatSession, 'resend' | 'rework'> {
  const { list, asking, rework, takes, conversationId } = parts;
  const isIn = (id: string): boolean => list.all().some(({ turnId }) => turnId === id);
  const settled = async (): Promise<void> => {
    asking.stop();
    await asking.over(conversationId());
  };
  return {
    async resend({ clientId, turnId: place, question, first, context }) {
      if (!isIn(place) || !takes(clientId, question)) return false;
      await settled();
      // While it was stopping, another question may have taken the place.
      if (asking.busyTurnId() !== undefined || !isIn(place)) return false;
      await asking.ask({ conversationId: conversationId(), question, place, first, context });
      return true;
    },
    rework: {
      ...rework,
      showVersion: (turnId, step) => settled().then(() => rework.showVersion(turnId, step)),
      remove: (turnId) => settled().then(() => rework.remove(turnId)),
    },
  };
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
