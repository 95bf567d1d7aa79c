/*
 * The tables of `steadfast.db` and the version of their shape (`user_version`).
 * Promise: preparing is one transaction, so two windows that open a fresh file at once make it
 * once; a file of a newer version is refused before anything is changed.
 * An older file is brought up to date step by step, each step a function from one version to the
 * next, all in that same transaction.
 */
import type { DatabaseSync } from 'node:sqlite';
import { textToTurn } from './turnText.ts';
import { wordsOf } from './turnWords.ts';
import { BUSY_TIMEOUT_MS } from './whenFree.ts';

/**
 * A turn is one row, replaced whole. The columns besides the text are there to be searched by.
 * Ties of the asked time fall back on the row id: it is given at the first save and never changes.
 */
function first(db: DatabaseSync): void {
  db.exec(`
  CREATE TABLE IF NOT EXISTS turns (
    turn_id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    asked_wall_ms REAL NOT NULL,
    turn TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS turns_of_conversation ON turns (conversation_id, asked_wall_ms);
  CREATE INDEX IF NOT EXISTS turns_by_time ON turns (asked_wall_ms);`);
}

/** Titles that a person gave, and what is searched for words. */
function withTitlesAndWords(db: DatabaseSync): void {
  db.exec(`
  CREATE TABLE titles (conversation_id TEXT PRIMARY KEY, title TEXT NOT NULL);
  ALTER TABLE turns ADD COLUMN words TEXT NOT NULL DEFAULT '';`);
  const put = db.prepare('UPDATE turns SET words = ? WHERE turn_id = ?');
  // One row at a time: a file may hold more than fits into memory twice.
  const ids = db.prepare('SELECT turn_id FROM turns').all();
  const textOf = db.prepare('SELECT turn FROM turns WHERE turn_id = ?');
  for (const { turn_id: id } of ids) {
    const turn = textToTurn(String(textOf.get(String(id))?.['turn']));
    if (turn !== undefined) put.run(wordsOf(turn), String(id));
  }
}

/** Small things that were learned and may be lost: lists of models, calibrations. */
function withFacts(db: DatabaseSync): void {
  db.exec(`
  CREATE TABLE facts (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    wall_ms REAL NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (kind, key)
  ) WITHOUT ROWID;`);
}

/** What was noted while a turn was asked. Goes with its turn, whichever way that is deleted. */
function withJournals(db: DatabaseSync): void {
  db.exec(`
  CREATE TABLE IF NOT EXISTS journals (
    turn_id TEXT PRIMARY KEY,
    journal TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS journal_goes_with_turn AFTER DELETE ON turns BEGIN
    DELETE FROM journals WHERE turn_id = old.turn_id;
  END;`);
}

/** What a person chose for a conversation, and what was spent. */
function withChoicesAndSpend(db: DatabaseSync): void {
  db.exec(`
  CREATE TABLE choices (conversation_id TEXT PRIMARY KEY, choice TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE spend (
    window_id TEXT NOT NULL,
    attempt_id TEXT NOT NULL,
    day TEXT NOT NULL,
    target TEXT NOT NULL,
    usd_micros INTEGER NOT NULL CHECK (usd_micros >= 0),
    is_estimated INTEGER NOT NULL,
    is_unknown INTEGER NOT NULL,
    PRIMARY KEY (window_id, attempt_id)
  ) WITHOUT ROWID;
  CREATE INDEX spend_by_day ON spend (day, target);`);
}

/** Who does just now what only one window may do. */
function withLeases(db: DatabaseSync): void {
  db.exec(`
  CREATE TABLE leases (
    key TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    id TEXT NOT NULL,
    outlives INTEGER NOT NULL,
    for_ms REAL NOT NULL,
    until_wall_ms REAL NOT NULL
  ) WITHOUT ROWID;`);
}

/** Questions that wait to be sent, of each attempt what it used, and answers for an outage. */
function withQueueLedgerAndAnswers(db: DatabaseSync): void {
  db.exec(`
  CREATE TABLE queue (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    turn_id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL,
    queued_wall_ms REAL NOT NULL,
    window_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'doubtful'))
  );
  CREATE TRIGGER queue_goes_with_turn AFTER DELETE ON turns BEGIN
    DELETE FROM queue WHERE turn_id = old.turn_id;
  END;
  CREATE TABLE attempts (
    window_id TEXT NOT NULL,
    attempt_id TEXT NOT NULL,
    wall_ms REAL NOT NULL,
    target TEXT NOT NULL,
    origin TEXT NOT NULL,
    outcome TEXT NOT NULL,
    input_tokens INTEGER,
    cached_tokens INTEGER,
    output_tokens INTEGER,
    PRIMARY KEY (window_id, attempt_id)
  ) WITHOUT ROWID;
  CREATE INDEX attempts_by_time ON attempts (wall_ms);
  CREATE TABLE answers (
    digest TEXT PRIMARY KEY,
    workspace TEXT NOT NULL,
    wall_ms REAL NOT NULL,
    text_digest TEXT NOT NULL,
    words TEXT NOT NULL,
    answer TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX answers_of_workspace ON answers (workspace, wall_ms);
  CREATE INDEX answers_by_text ON answers (text_digest);`);
}

/** The step at index n leads from version n to n + 1. */
const STEPS: readonly ((db: DatabaseSync) => void)[] = [
  first,
  withTitlesAndWords,
  withFacts,
  withJournals,
  withChoicesAndSpend,
  withLeases,
  withQueueLedgerAndAnswers,
];

/** Thrown before anything is changed. */
export class NewerFile extends Error {
  override readonly name = 'NewerFile';
}

export function refuseNewer(db: DatabaseSync): void {
  const version = fileVersion(db);
  if (version > STEPS.length) throw new NewerFile(`version ${version}, not ${STEPS.length}`);
}

/** Older than this Steadfast, and not fresh: something is in it that will be changed. */
export function isOlder(version: number): boolean {
  return version > 0 && version < STEPS.length;
}

export function fileVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/**
 * Write-ahead log with `synchronous = NORMAL`: an acknowledged write survives the death of the
 * editor and of the extension host (the operating system has it); a power cut may take the last
 * seconds, and never damages the file (sqlite.org/pragma.html#pragma_synchronous). What a person
 * has said is written with FULL (`inOneStep.ts`), which waits for the disk as well.
 */
export function prepareDatabase(db: DatabaseSync): void {
  db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  db.exec('BEGIN IMMEDIATE');
  try {
    refuseNewer(db); // Another window may have been updated since this file was looked at.
    for (const step of STEPS.slice(fileVersion(db))) step(db);
    db.exec(`PRAGMA user_version = ${STEPS.length}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
