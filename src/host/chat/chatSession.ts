/*
 * One conversation: what may be asked, changed, deleted and taken back, and the turn under way.
 * States: idle, busy (one turn at a time).
 * Promise: the question is stored before anything is sent; what was shown is stored at most half a
 * second later; Stop ends within a tick and keeps the text; nothing is ever sent twice by itself.
 * Of a private conversation nothing is stored. Who shows it, and how often, is no matter here.
 */
import type {
  Clock,
  Control,
  ConversationChoice,
  ConversationId,
  Engine,
  EngineEvent,
  PrivacyTier,
  Target,
  TurnContext,
  TurnJournal,
  TurnRecord,
  TurnStore,
} from '../../core/index.ts';
import { createAsking, type Asking } from './asking.ts';
import type { Bill } from './bill.ts';
import { healed, type Version } from './branches.ts';
import { createChoices, type AskedLimits, type Choices } from './choices.ts';
import type { ToolBox } from './toolRounds.ts';
import { createRework, type Rework } from './rework.ts';
import { closeInterrupted } from './turnFold.ts';
import { createTurnList, type TurnList } from './turnList.ts';

export type SessionDeps = {
  readonly engine: Pick<Engine, 'run'>;
  readonly store: Pick<TurnStore, 'save' | 'removeTurns' | 'journalsOf' | 'keepChoice'>;
  readonly clock: Clock;
  /** A fresh, unguessable id. */
  readonly newId: () => string;
  /** What the settings allow; a conversation may be bound more strictly. */
  readonly limits: () => { readonly tier: PrivacyTier; readonly localOnly: boolean };
  /** Writes into an ended turn what it used and cost. */
  readonly bill: Bill;
  /** What was noted while a turn was asked. */
  readonly journals: {
    readonly of: (turnId: string) => TurnJournal | undefined;
    /** Of turns that are about to be deleted and may come back. */
    readonly remember: (journals: ReadonlyMap<string, TurnJournal>) => void;
  };
  /** What a model may call; absent where nothing is. */
  readonly tools?: ToolBox;
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
  /**
   * Ask a question that waited, as it was kept, in its place. Answers it as it ended; undefined:
   * nothing was sent (busy, or it is not in view).
   */
  sendKept(turnId: string): Promise<TurnRecord | undefined>;
  /** As another window has stored it. */
  takeOver(turn: TurnRecord): void;
  /** What stands in the place of a turn that is out of view. */
  insteadOf(turnId: string): TurnRecord | undefined;
  versionOf(turnId: string): Version | undefined;
  /** These stop what is under way first. */
  readonly rework: Pick<
    Rework,
    'showVersion' | 'remove' | 'undoRemove' | 'removedCount' | 'forgetRemoved'
  >;
  stop(): void;
  control(control: Control): void;
  /** What was chosen for this conversation, and what holds for its next question. */
  readonly choice: () => ConversationChoice;
  readonly limits: () => AskedLimits;
  readonly choose: Choices['choose'];
  /** Nothing of this conversation is stored. */
  readonly isPrivate: () => boolean;
  /** Resolves when nothing more of it is under way, nor will be stored. */
  over(): Promise<void>;
  /** The window is closing: ends the turn under way and resolves when its words are stored. */
  end(): Promise<void>;
};

/** What a conversation begins with: nothing, or what is stored of it. */
export type Begun = {
  readonly conversationId: ConversationId;
  readonly isPrivate: boolean;
  readonly turns: readonly TurnRecord[];
  readonly choice?: ConversationChoice | undefined;
};

export type Resend = {
  readonly clientId: string;
  readonly turnId: string;
  readonly question: string;
  readonly first?: Target | undefined;
  readonly context?: TurnContext;
  /** It was too long: less of the conversation is sent along. */
  readonly trim?: boolean | undefined;
};

export function createChatSession(deps: SessionDeps, begun: Begun): ChatSession {
  const { store } = deps;
  const { conversationId, isPrivate } = begun;
  const list = createTurnList();
  const sent = new Set<string>();
  // What another window, or this one before it was reloaded, left open is marked.
  list.reset(healed(begun.turns).map(closeInterrupted));

  const onStoreError = (error: unknown): void => deps.onStoreError(asError(error));
  const keep = async (turn: TurnRecord): Promise<void> => {
    if (isPrivate) return;
    await store.save(turn, deps.journals.of(turn.turnId)).catch(onStoreError);
  };
  const drop = async (turnIds: readonly string[]): Promise<void> => {
    if (isPrivate) return;
    // They may be wanted back, with all that belongs to them.
    deps.journals.remember(await store.journalsOf(turnIds));
    await store.removeTurns(turnIds);
  };
  const rework = createRework({ list, drop, keep, onTurns: deps.onTurns, onStoreError });
  const choices = createChoices({
    ...{ store, conversationId, isPrivate, onStoreError },
    begun: begun.choice,
    settings: deps.limits,
  });
  const asking = createAsking(deps, { conversationId, isPrivate, list, choices, keep, rework });

  /** Whether this may be asked; from then on it is known. */
  const takes = (clientId: string, question: string): boolean => {
    if (sent.has(clientId) || question.trim() === '') return false;
    sent.add(clientId);
    return true;
  };

  return {
    conversationId: () => conversationId,
    choice: choices.choice,
    limits: () => choices.limits(),
    choose: choices.choose,
    isPrivate: () => isPrivate,
    turns: list.all,
    versionOf: list.versionOf,
    busyTurnId: asking.busyTurnId,
    async send(clientId, question, context) {
      if (asking.busyTurnId() !== undefined || !takes(clientId, question)) return false;
      await asking.ask({ question, context });
      return true;
    },
    ...waiting(deps, list, asking),
    ...changing({ list, asking, rework, takes }),
    stop: asking.stop,
    control: asking.control,
    over: asking.over,
    end: asking.end,
  };
}

/** What a question needs that was kept until somebody can answer it. */
function waiting(
  { onTurn }: SessionDeps,
  list: TurnList,
  asking: Asking,
): Pick<ChatSession, 'sendKept' | 'takeOver' | 'insteadOf'> {
  const inView = (id: string | undefined): TurnRecord | undefined =>
    list.all().find(({ turnId }) => turnId === id);
  return {
    async sendKept(turnId) {
      const turn = inView(turnId);
      if (turn === undefined || asking.busyTurnId() !== undefined) return undefined;
      return await asking.askKept(turn);
    },
    takeOver(turn) {
      const now = closeInterrupted(turn);
      if (asking.busyTurnId() !== turn.turnId && list.replace(now)) onTurn(now, undefined, now);
    },
    insteadOf(turnId) {
      const aside = list.every().find((turn) => turn.turnId === turnId)?.aside;
      return aside === undefined ? undefined : inView(aside.for);
    },
  };
}

type Changing = {
  readonly list: TurnList;
  readonly asking: Asking;
  readonly rework: Rework;
  readonly takes: (clientId: string, question: string) => boolean;
};

/** What changes the conversation: the turn under way is stopped and stored first. */
function changing(parts: Changing): Pick<ChatSession, 'resend' | 'rework'> {
  const { list, asking, rework, takes } = parts;
  const isIn = (id: string): boolean => list.all().some(({ turnId }) => turnId === id);
  const settled = async (): Promise<void> => {
    asking.stop();
    await asking.over();
  };
  return {
    async resend({ clientId, turnId: place, question, first, context, trim }) {
      if (!isIn(place) || !takes(clientId, question)) return false;
      await settled();
      // While it was stopping, another question may have taken the place.
      if (asking.busyTurnId() !== undefined || !isIn(place)) return false;
      await asking.ask({ question, place, first, context, trim });
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
