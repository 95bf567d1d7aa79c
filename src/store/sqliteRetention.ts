/*
 * Forgetting, in an open SQLite database: what is too old, or everything. One step each, so that no
 * window sees half of it; journals and waiting questions go with their turns by triggers.
 * Everything means: overwritten in the file as well (`secure_delete`), and gone from its log.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { KeepSince, Removed, RetentionStore } from '../core/index.ts';
import { durably, inOneStep } from './inOneStep.ts';
import { forgetAnswersOf } from './sqliteAnswers.ts';
import type { Statements } from './statements.ts';
import { turnsIn } from './turnText.ts';

/** All that holds anything; their shape stays. */
const TABLES = [
  ...['turns', 'titles', 'choices', 'journals', 'queue', 'facts', 'spend', 'attempts', 'answers'],
];

/** `dropCopies`: backups and damaged files beside it. */
export function createSqliteRetention(
  db: DatabaseSync,
  { run }: Statements,
  dropCopies: () => Promise<unknown>,
): RetentionStore {
  return {
    forgetOlder: (since) => run(() => inOneStep(db, () => forgetOlder(db, since))),
    async forgetAll() {
      const removed = await run(() => {
        db.exec('PRAGMA secure_delete = ON');
        const counts = durably(db, () => {
          const all = countOf(db);
          for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
          return all;
        });
        // Pages of before may lie in the log still.
        db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete = OFF');
        return counts;
      });
      await dropCopies();
      return removed;
    },
  };
}

function forgetOlder(db: DatabaseSync, since: KeepSince): Removed {
  const { conversations, except = [], journals, figures } = since;
  const before = countOf(db);
  if (conversations !== undefined) {
    const old = db.prepare(`
      SELECT conversation_id AS id FROM turns
      WHERE conversation_id NOT IN (SELECT conversation_id FROM queue)
        AND conversation_id NOT IN (SELECT value FROM json_each(?))
      GROUP BY conversation_id HAVING max(asked_wall_ms) < ?`);
    const ids = JSON.stringify(old.all(JSON.stringify(except), conversations).map(({ id }) => id));
    const gone = db.prepare(
      'SELECT turn FROM turns WHERE conversation_id IN (SELECT value FROM json_each(?))',
    );
    for (const row of gone.iterate(ids)) forgetAnswersOf(db, turnsIn([row]));
    for (const table of ['turns', 'titles', 'choices'])
      db.prepare(
        `DELETE FROM ${table} WHERE conversation_id IN (SELECT value FROM json_each(?))`,
      ).run(ids);
  }
  db.prepare(
    'DELETE FROM journals WHERE turn_id IN (SELECT turn_id FROM turns WHERE asked_wall_ms < ?)',
  ).run(journals);
  db.prepare('DELETE FROM attempts WHERE wall_ms < ?').run(figures);
  if (conversations !== undefined)
    db.prepare('DELETE FROM answers WHERE wall_ms < ?').run(conversations);
  db.prepare('DELETE FROM spend WHERE day < ?').run(new Date(figures).toISOString().slice(0, 10));
  const after = countOf(db);
  return {
    conversations: before.conversations - after.conversations,
    turns: before.turns - after.turns,
  };
}

function countOf(db: DatabaseSync): Removed {
  const row = db
    .prepare('SELECT count(*) AS turns, count(DISTINCT conversation_id) AS talks FROM turns')
    .get();
  return { conversations: Number(row?.['talks']), turns: Number(row?.['turns']) };
}
