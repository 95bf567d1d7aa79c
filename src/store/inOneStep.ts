/*
 * Several statements as one: all of them are in the file, or none, and no other window comes in
 * between. The right to write is taken at once, so that what was read still holds when it is
 * written. What fails comes out as it was thrown: SQLite ends some transactions by itself (a full
 * disk), and a second complaint about that would hide the first.
 */
import type { DatabaseSync } from 'node:sqlite';

export function inOneStep<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
