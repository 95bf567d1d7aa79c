/*
 * What the rest of the house asks of durable storage. Ports return promises; decisions never wait
 * for them. A write that resolves is on disk; a write that cannot be done rejects with a plain
 * Error whose message names the file and the remedy.
 */
import type { ConversationChoice, ConversationSummary } from './conversation.ts';
import type { ConversationId, TurnId } from './ids.ts';
import type { TurnJournal } from './turnJournal.ts';
import type { TurnRecord } from './turnRecord.ts';

export interface TurnStore {
  /** Insert or replace one turn, whole; its journal likewise where one is given. */
  save(turn: TurnRecord, journal?: TurnJournal): Promise<void>;
  /** Of those turns that have one that can be read. It is gone when its turn is. */
  journalsOf(turnIds: readonly TurnId[]): Promise<ReadonlyMap<TurnId, TurnJournal>>;
  /** Of all turns that were asked at `wallMs` or later, in the order they were asked. */
  journalsSince(wallMs: number): Promise<ReadonlyMap<TurnId, TurnJournal>>;
  /** For good: nothing of these turns can be read again. Ids that are not there are no fault. */
  removeTurns(turnIds: readonly TurnId[]): Promise<void>;
  /** Turns in the order they were asked. */
  turnsOf(conversationId: ConversationId): Promise<readonly TurnRecord[]>;
  /** The conversation of the turn asked last, if any. */
  latestConversation(): Promise<ConversationId | undefined>;
  /**
   * The conversations, the one asked in last first, at most `limit` (default 500). With `words`
   * only those that hold them, in capitals or not, in title, questions or answers.
   */
  conversations(search?: {
    readonly words?: string;
    readonly limit?: number;
  }): Promise<readonly ConversationSummary[]>;
  /** The title that a person gave, if any. */
  titleOf(conversationId: ConversationId): Promise<string | undefined>;
  /** Gives a title; an empty one brings the first question back. */
  rename(conversationId: ConversationId, title: string): Promise<void>;
  /** What was chosen for it, if anything. One that cannot be read binds it to this computer. */
  choiceOf(conversationId: ConversationId): Promise<ConversationChoice | undefined>;
  keepChoice(conversationId: ConversationId, choice: ConversationChoice): Promise<void>;
  /** Deletes the conversation with all its turns and what was chosen for it, for good. */
  remove(conversationId: ConversationId): Promise<void>;
  close(): Promise<void>;
}

/** Something small that was learned and may be lost: a list of models, a calibration. */
export type Fact = {
  readonly kind: string;
  readonly key: string;
  /** When it was learned. */
  readonly wallMs: number;
  readonly text: string;
};

export interface FactStore {
  /** Insert or replace the fact of this kind and key. */
  keepFact(fact: Fact): Promise<void>;
  /** Newest first. */
  factsOf(kind: string): Promise<readonly Fact[]>;
}

/** Calendar moments: what is older goes. */
export type KeepSince = {
  /** Of conversations their last question; absent: they stay for good. */
  readonly conversations?: number;
  /** These stay, however old. */
  readonly except?: readonly ConversationId[];
  readonly journals: number;
  /** Of what was spent and used. */
  readonly figures: number;
};

/** What was removed, counted. */
export type Removed = { readonly conversations: number; readonly turns: number };

export interface RetentionStore {
  /** A conversation in which a question waits to be sent is not old. Answers what went. */
  forgetOlder(since: KeepSince): Promise<Removed>;
  /** All that was ever kept, for good: of all windows, backups and damaged copies included. */
  forgetAll(): Promise<Removed>;
}
