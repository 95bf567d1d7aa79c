/*
 * The tables of `steadfast.db` and the version of their shape (`user_version`).
 * Promise: preparing is one transaction, so two windows that open a fresh file at once make it
 * once; a file of a newer version is refused before anything is changed.
 * One version so far; a migration will be a function from each version to the next.
 */
import type { DatabaseSync } from 'node:sqlite';
import { BUSY_TIMEOUT_MS } from './whenFree.ts';

const SCHEMA_VERSION = 1;

/**
 * A turn is one row, replaced whole. The three columns besides the text are there to be searched
 * by.
 * Ties of the asked time fall back on the row id: it is given at the first save and never changes.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS turns (
    turn_id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    asked_wall_ms REAL NOT NULL,
    turn TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS turns_of_conversation ON turns (conversation_id, asked_wall_ms);
  CREATE INDEX IF NOT EXISTS turns_by_time ON turns (asked_wall_ms);
`;

/** Thrown before anything is changed. */
export class NewerFile extends Error {
  override readonly name = 'NewerFile';
}

export function refuseNewer(db: DatabaseSync): void {
  const row = db.prepare('PRAGMA user_version').get();
  const version = Number(row?.['user_version'] ?? 0);
  if (version > SCHEMA_VERSION) throw new NewerFile(`version ${version}, not ${SCHEMA_VERSION}`);
}

/**
 * Write-ahead log with `synchronous = NORMAL`: an acknowledged write survives the death of the
 * editor and of the extension host (the operating system has it); a power cut may take the last
 * seconds, and never damages the file (sqlite.org/pragma.html#pragma_synchronous). FULL would flush
 * the disk within every write, synchronously, which on a slow disk is felt in the editor.
 */
export function prepareDatabase(db: DatabaseSync): void {
  db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  db.exec('BEGIN IMMEDIATE');
  try {
    refuseNewer(db); // Another window may have been updated since this file was looked at.
    db.exec(TABLES);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
