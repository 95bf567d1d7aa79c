/*
 * Questions that wait until somebody can answer (the ladder's fourth rung), as they are kept: which
 * turn, since when, by which window, and how far it has come. Their words stand in the turn.
 * Promise of every store: a step from one state to another is taken by one window and by no other,
 * and what was acknowledged is on disk. Nothing here sends anything.
 */
import type { ConversationId, TurnId, WindowId } from './ids.ts';

/**
 * `waiting`: not sent. `sending`: written before the first byte leaves, by the window that sends.
 * `doubtful`: the window that was sending it is gone; it may have been sent.
 */
export type QueuedState = 'waiting' | 'sending' | 'doubtful';

export type QueuedQuestion = {
  readonly turnId: TurnId;
  readonly conversationId: ConversationId;
  readonly queuedWallMs: number;
  /** Who put it there; once it was sent, who sent it. */
  readonly windowId: WindowId;
  readonly state: QueuedState;
};

export type QueueStep = {
  readonly turnId: TurnId;
  readonly from: readonly QueuedState[];
  readonly to: QueuedState | 'gone';
  /** Whose it is from now on. */
  readonly windowId: WindowId;
};

export interface QueueStore {
  /** At the end, as `waiting`; a question that is being sent stays as it is. */
  enqueue(question: Omit<QueuedQuestion, 'state'>): Promise<void>;
  /** In the order in which they were put there. A question goes with its turn. */
  queued(): Promise<readonly QueuedQuestion[]>;
  /**
   * In one step that no other window can come between. False: it stood in none of `from`, and
   * nothing has changed.
   */
  moveQueued(step: QueueStep): Promise<boolean>;
}
