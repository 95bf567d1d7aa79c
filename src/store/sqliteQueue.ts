/*
 * Questions that wait, in an open SQLite database: one row each, numbered in the order in which
 * they were put there. Each step is one statement on the disk, so one window takes it and no other.
 * A row goes with its turn, by a trigger of the table. It knows nothing of sending.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { QueuedQuestion, QueuedState, QueueStore } from '../core/index.ts';
import { durably } from './inOneStep.ts';
import type { Statements } from './statements.ts';

export function createSqliteQueue(db: DatabaseSync, { run }: Statements): QueueStore {
  const free = db.prepare("DELETE FROM queue WHERE turn_id = ? AND state <> 'sending'");
  const put = db.prepare(`
    INSERT OR IGNORE INTO queue (turn_id, conversation_id, queued_wall_ms, window_id, state)
    VALUES (?, ?, ?, ?, 'waiting')`);
  const all = db.prepare(`
    SELECT turn_id, conversation_id, queued_wall_ms, window_id, state FROM queue ORDER BY place`);
  const drop = db.prepare(`
    DELETE FROM queue WHERE turn_id = ? AND state IN (SELECT value FROM json_each(?))`);
  const step = db.prepare(`
    UPDATE queue SET state = ?, window_id = ?
    WHERE turn_id = ? AND state IN (SELECT value FROM json_each(?))`);

  return {
    enqueue: ({ turnId, conversationId, queuedWallMs, windowId }) =>
      run(() =>
        durably(db, () => {
          free.run(turnId);
          put.run(turnId, conversationId, queuedWallMs, windowId);
        }),
      ),
    queued: () => run(() => all.all().map(rowOf)),
    moveQueued: ({ turnId, from, to, windowId }) =>
      run(() =>
        durably(db, () => {
          const states = JSON.stringify(from);
          const { changes } =
            to === 'gone' ? drop.run(turnId, states) : step.run(to, windowId, turnId, states);
          return Number(changes) > 0;
        }),
      ),
  };
}

function rowOf(row: Record<string, unknown>): QueuedQuestion {
  return {
    turnId: String(row['turn_id']),
    conversationId: String(row['conversation_id']),
    queuedWallMs: Number(row['queued_wall_ms']),
    windowId: String(row['window_id']),
    // The column takes nothing else.
    state: String(row['state']) as QueuedState,
  };
}
