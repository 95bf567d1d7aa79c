/*
 * Conversations of a file that may only be read (a newer Steadfast wrote it), with what this window
 * says in front of them, in memory. Nothing in the file is ever changed: to delete or rename what
 * is in it rejects and says why. Making it throws where the tables are not as this version knows
 * them. Money, learned things and waiting questions of the file are not touched: they are as if not
 * there.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ConversationId, ConversationSummary, TurnRecord } from '../core/index.ts';
import { createSqliteTurnStore } from './sqliteTurnStore.ts';
import { createStatements } from './statements.ts';
import type { Store } from './store.ts';

export function createReadOnlyStore(memory: Store, db: DatabaseSync, file: string): Store {
  const kept = createSqliteTurnStore(db, createStatements({ db, file }), () => undefined);
  const refuse = async (ids: readonly ConversationId[]): Promise<void> => {
    const inFile = await Promise.all(ids.map((id) => kept.turnsOf(id)));
    if (inFile.every(({ length }) => length === 0)) return;
    throw new Error(`${file} was written by a newer Steadfast. Update Steadfast to change it.`);
  };
  return {
    ...memory,
    async turnsOf(id) {
      return merged(await kept.turnsOf(id), await memory.turnsOf(id));
    },
    async journalsOf(turnIds) {
      return new Map([...(await kept.journalsOf(turnIds)), ...(await memory.journalsOf(turnIds))]);
    },
    async journalsSince(wallMs) {
      const own = await memory.journalsSince(wallMs);
      return new Map([...(await kept.journalsSince(wallMs)), ...own]);
    },
    async titleOf(id) {
      return (await memory.titleOf(id)) ?? (await kept.titleOf(id));
    },
    async choiceOf(id) {
      return (await memory.choiceOf(id)) ?? (await kept.choiceOf(id));
    },
    async latestConversation() {
      return (await memory.latestConversation()) ?? (await kept.latestConversation());
    },
    async conversations(search) {
      const own = await memory.conversations(search);
      return listed(await kept.conversations(search), own).slice(0, search?.limit ?? 500);
    },
    async rename(id, title) {
      await refuse([id]);
      await memory.rename(id, title);
    },
    async remove(id) {
      await refuse([id]);
      await memory.remove(id);
    },
    // A turn of the file that is not removed comes back with the next look.
    removeTurns: (turnIds) => memory.removeTurns(turnIds),
    async forgetAll() {
      throw new Error(`${file} was written by a newer Steadfast. Update Steadfast to delete it.`);
    },
    async close() {
      await kept.close();
      await memory.close();
    },
  };
}

/** What this window has said or changed wins. */
function merged(kept: readonly TurnRecord[], own: readonly TurnRecord[]): readonly TurnRecord[] {
  const all = new Map([...kept, ...own].map((turn) => [turn.turnId, turn]));
  return [...all.values()].toSorted((a, b) => a.askedWallMs - b.askedWallMs);
}

function listed(
  kept: readonly ConversationSummary[],
  own: readonly ConversationSummary[],
): readonly ConversationSummary[] {
  const all = new Map(kept.map((one) => [one.conversationId, one]));
  for (const one of own) {
    const before = all.get(one.conversationId);
    all.set(
      one.conversationId,
      before === undefined
        ? one
        : {
            ...before,
            turnCount: before.turnCount + one.turnCount,
            lastAskedWallMs: one.lastAskedWallMs,
          },
    );
  }
  return [...all.values()].toSorted((a, b) => b.lastAskedWallMs - a.lastAskedWallMs);
}
