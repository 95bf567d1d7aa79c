/*
 * A conversation as a list of conversations shows it. Its turns are read only when it is opened.
 * A title is the person's own where they gave one; otherwise it is the first question, as asked,
 * and whoever shows it shortens it.
 */
import type { PrivacyTier } from './call.ts';
import type { ConversationId } from './ids.ts';
import type { Target } from './target.ts';

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

/**
 * What the person chose for one conversation. `only`: nothing else is asked; `first`: the chain
 * stands behind it. Tier and switch bind all of the conversation, what was said earlier included.
 */
export type ConversationChoice = {
  readonly model?: { readonly target: Target; readonly how: 'only' | 'first' };
  readonly tier: PrivacyTier;
  readonly localOnly: boolean;
};
