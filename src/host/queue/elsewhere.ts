/*
 * Which of the questions that wait only go when the person says so, and stand in chats that are not
 * open: without a word about them nobody would know. Pure.
 * Those of open chats say it themselves.
 */
import type { ConversationId, QueuedQuestion } from '../../core/index.ts';
import type { Talks } from '../chat/talks.ts';
import type { QueueLater } from '../queueLater.ts';

export function elsewhere(
  queue: Pick<QueueLater, 'rows' | 'viewOf'>,
  talks: Pick<Talks, 'all'>,
): readonly QueuedQuestion[] {
  const open = new Set<ConversationId>(talks.all().map(({ session }) => session.conversationId()));
  return queue.rows().filter(({ turnId, conversationId }) => {
    const state = queue.viewOf(turnId)?.state;
    return (state === 'ask' || state === 'doubtful') && !open.has(conversationId);
  });
}
