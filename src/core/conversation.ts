/*
 * A conversation as a list of conversations shows it. Its turns are read only when it is opened.
 * A title is the person's own where they gave one; otherwise it is the first question, as asked,
 * and whoever shows it shortens it.
 */
import type { ConversationId } from './ids.ts';

export type ConversationSummary = {
  readonly conversationId: ConversationId;
  /** Never empty for a conversation with a readable turn. */
  readonly title: string;
  readonly titledBy: 'question' | 'person';
  readonly turnCount: number;
  /** When its last question was asked. */
  readonly lastAskedWallMs: number;
  /** Where a search found its words, a line around them; absent when the title has them. */
  readonly excerpt?: string;
};
