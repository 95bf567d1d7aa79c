/*
 * One question that waited, sent: the lease first, then `sending` on the disk, then the question,
 * then what became of it. A window that loses any of these races sends nothing. What failed as
 * before waits on; what was cut off by the end of the window is doubtful; every other end is an
 * end.
 */
import type { ConversationId, QueuedQuestion, QueuedState, TurnRecord } from '../../core/index.ts';
import type { Talk } from '../chat/talks.ts';
import { isPassing } from '../words/passing.ts';
import type { QueueDeps, QueueRoom } from './queueRoom.ts';

/** An answer that takes longer may be doubted by another computer that shares the folder. */
const LEASE_MS = 60 * 60_000;

export const leaseOf = (turnId: string): string => `question ${turnId}`;

export async function sendOne(
  room: QueueRoom,
  row: QueuedQuestion,
  { byHand }: { readonly byHand: boolean },
): Promise<void> {
  const { deps, ours } = room;
  const { turnId } = row;
  if (ours.has(turnId)) return;
  ours.add(turnId);
  try {
    await withTalk(deps, row.conversationId, async (talk) => {
      if (await deps.leases.take(leaseOf(turnId), LEASE_MS))
        await sendFrom(room, { row, talk, byHand });
    });
  } finally {
    ours.delete(turnId);
    await deps.leases.giveBack(leaseOf(turnId));
  }
}

/** With its conversation, which is kept open meanwhile; undefined: it is not there any more. */
export async function withTalk<T>(
  { talks }: Pick<QueueDeps, 'talks'>,
  conversationId: ConversationId,
  work: (talk: Talk | undefined) => T | Promise<T>,
): Promise<T> {
  const talk = await talks().open(conversationId);
  if (talk !== undefined) talks().hold(talk);
  try {
    return await work(talk);
  } finally {
    if (talk !== undefined) talks().letGo(talk, 'closed');
  }
}

type Sending = {
  readonly row: QueuedQuestion;
  readonly talk: Talk | undefined;
  readonly byHand: boolean;
};

async function sendFrom(
  { deps, patience }: QueueRoom,
  { row, talk, byHand }: Sending,
): Promise<void> {
  const { store, windowId, journals } = deps;
  const { turnId } = row;
  const move = (from: readonly QueuedState[], to: QueuedState | 'gone'): Promise<boolean> =>
    store.moveQueued({ turnId, from, to, windowId });
  // Deleted, or an earlier version that nobody looks at: there is nothing to send.
  if (talk?.session.turns().some((turn) => turn.turnId === turnId) !== true) {
    await move(['waiting', 'doubtful'], 'gone');
    return;
  }
  if (!(await move(byHand ? ['waiting', 'doubtful'] : ['waiting'], 'sending'))) return;
  journals.remember(await store.journalsOf([turnId]));
  const ended = await talk.session.sendKept(turnId);
  // Something else was being asked: not a byte has left.
  if (ended === undefined) return void (await move(['sending'], 'waiting'));
  if (isInterrupted(ended)) return void (await move(['sending'], 'doubtful'));
  if (waitsOn(ended)) {
    patience.failed(turnId);
    return void (await move(['sending'], 'waiting'));
  }
  patience.forget(turnId);
  await move(['sending'], 'gone');
  if (!byHand) deps.onAnswered(ended, talk.model.isSeen());
}

/** It failed as what passes by itself. */
export function waitsOn({ answers }: TurnRecord): boolean {
  const { state, error, stored } = answers.at(-1) ?? {};
  // An old answer is no answer to somebody who waits for a new one.
  if (stored !== undefined) return true;
  return state === 'failed' && error !== undefined && isPassing(error);
}

/** The window went while it was on its way, and nothing had been said. */
function isInterrupted({ answers }: TurnRecord): boolean {
  const { state, blocks = [], error } = answers.at(-1) ?? {};
  return state === 'unfinished' && blocks.length === 0 && error === undefined;
}
