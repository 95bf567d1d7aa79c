/*
 * Several statements as one: all of them are in the file, or none, and no other window comes in
 * between. The right to write is taken at once, so that what was read still holds when it is
 * written. What fails comes out as it was thrown: SQLite ends some transactions by itself (a full
 * disk), and a second complaint about that would hide the first.
 * `durably`: the disk has it as well before it counts, for what a person has said.
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

/**
 * With `synchronous = FULL`, for this step alone: in write-ahead mode the log is flushed with it,
 * and all that was written before (sqlite.org/pragma.html#pragma_synchronous).
 */
export function durably<T>(db: DatabaseSync, work: () => T): T {
  db.exec('PRAGMA synchronous = FULL');
  try {
    return inOneStep(db, work);
  } finally {
    restore(db);
  }
}

/** What was done stays done, also where this fails: the next ones are then flushed as well. */
function restore(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA synchronous = NORMAL');
  } catch {
    // Slower, and as safe.
  }
}
