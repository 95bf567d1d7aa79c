/*
 * What the rest of the house asks of durable storage. Ports return promises; decisions never wait
 * for them. A write that resolves is on disk; a write that cannot be done rejects with a plain
 * Error whose message names the file and the remedy.
 */
import type { ConversationId, TurnId } from './ids.ts';
import type { TurnRecord } from './turnRecord.ts';

export interface TurnStore {
  /** Insert or replace one turn, whole. */
  save(turn: TurnRecord): Promise<void>;
  /** For good: nothing of these turns can be read again. Ids that are not there are no fault. */
  remove(turnIds: readonly TurnId[]): Promise<void>;
  /** Turns in the order they were asked. */
  turnsOf(conversationId: ConversationId): Promise<readonly TurnRecord[]>;
  /** The conversation of the turn asked last, if any. */
  latestConversation(): Promise<ConversationId | undefined>;
  close(): Promise<void>;
}
