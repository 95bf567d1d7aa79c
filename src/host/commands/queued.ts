/*
 * The buttons of a question that waits: put it there, take it back, send it now; and the way to one
 * that stands in another chat. A question is looked up in the chat of the page that is meant.
 * What happens to it after that is the queue's affair.
 */
import type { ConversationId } from '../../core/index.ts';
import type { ButtonView } from '../../protocol/index.ts';
import { elsewhere } from '../queue/elsewhere.ts';
import type { CommandDeps } from './commandDeps.ts';

export async function onQueued(
  deps: CommandDeps,
  { action }: ButtonView,
  turnId = '',
): Promise<void> {
  const { queue, session, trial } = deps;
  if (action === 'show-queued') return showQueued(deps);
  if (!session.turns().some((turn) => turn.turnId === turnId)) return;
  if (action === 'unqueue') return queue.takeBack(turnId);
  if (action === 'send-queued') return queue.sendNow(turnId);
  if (session.isPrivate() || trial.isOn()) return;
  await queue.put(session.conversationId(), turnId);
}

async function showQueued(deps: CommandDeps): Promise<void> {
  const [first] = elsewhere(deps.queue, deps.talks);
  if (first !== undefined) await showChat(deps, first.conversationId);
  await deps.queue.look();
}

export async function showChat(
  { talks, chat, refresh }: CommandDeps,
  conversationId: ConversationId,
): Promise<void> {
  const talk = await talks.open(conversationId);
  if (talk !== undefined) chat.show(talk);
  await refresh();
  await chat.reveal();
}
