/*
 * Opens `steadfast.db` in a folder, or tells why not and keeps everything in memory instead.
 * Outcomes: the file; a fresh file with what could be recovered, the damaged one set aside beside
 * it; memory (no node:sqlite in this editor, a file that cannot be opened or written, a file of a
 * newer Steadfast, which is read and left untouched). It never rejects; whatever is not the plain
 * case is told once through `onProblem`.
 */
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type * as nodeSqlite from 'node:sqlite';
import type { TurnStore } from '../core/index.ts';
import { dropBackup, dropCopies, keepBackup } from './backup.ts';
import { createMemoryStore } from './memoryStore.ts';
import { createReadOnlyStore } from './readOnlyStore.ts';
import { recoverInto } from './recover.ts';
import { fileMark, setAside } from './setAside.ts';
import { complaintOf, damagedError, troubleOf } from './sqliteErrors.ts';
import type { Complaint } from './sqliteErrors.ts';
import { createSqliteAnswers } from './sqliteAnswers.ts';
import { createSqliteFactStore } from './sqliteFactStore.ts';
import { createSqliteLeases } from './sqliteLeases.ts';
import { createSqliteLedger } from './sqliteLedger.ts';
import { createSqliteQueue } from './sqliteQueue.ts';
import { createSqliteRetention } from './sqliteRetention.ts';
import { createSqliteSpendStore } from './sqliteSpendStore.ts';
import { createSqliteTurnStore } from './sqliteTurnStore.ts';
import { createStatements } from './statements.ts';
import type { Store, StoreProblem } from './store.ts';
import { fileVersion, isOlder, NewerFile, prepareDatabase, refuseNewer } from './turnSchema.ts';
import { sleep, whenFree } from './whenFree.ts';

type StoreOptions = {
  /** Made when it is not there. */
  readonly folder: string;
  readonly onProblem: (problem: StoreProblem) => void;
};

type Sqlite = typeof nodeSqlite;

/**
 * Larger files are not looked through at each start: measured 1.3 ms for each megabyte. What is
 * damaged in them is found when it is read.
 */
const CHECKED_BYTES_MAX = 64_000_000;

const OPEN_TRIES_MAX = 4;
const OPEN_PAUSE_MS = 25;

/**
 * `load` is for tests: Node before 22.13 has no node:sqlite, and a bundle must not name it early.
 */
export async function openStore(
  { folder, onProblem }: StoreOptions,
  load: () => Promise<Sqlite> = () => import('node:sqlite'),
): Promise<Store> {
  const file = join(folder, 'steadfast.db');
  try {
    const sqlite = await load().catch(() => undefined);
    if (sqlite === undefined) {
      onProblem({ ...NO_SQLITE, isMemoryOnly: true });
      return createMemoryStore();
    }
    await fs.mkdir(folder, { recursive: true });
    const db = await openOrReplace(sqlite, file, onProblem);
    const statements = createStatements({ db, file });
    const turns = createSqliteTurnStore(db, statements, (count) =>
      onProblem({
        what: `${count === 1 ? 'One turn' : `${count} turns`} in ${file} could not be read.`,
        remedy: 'They are left out and stay in the file.',
        isMemoryOnly: false,
      }),
    );
    return {
      ...turns,
      ...deletingForGood(turns, file),
      ...createSqliteFactStore(db, statements),
      ...createSqliteSpendStore(db, statements),
      ...createSqliteQueue(db, statements),
      ...createSqliteLedger(db, statements),
      ...createSqliteAnswers(db, statements),
      ...createSqliteRetention(db, statements, () => dropCopies(file)),
      leases: createSqliteLeases(db, statements),
    };
  } catch (error) {
    const isNewer = error instanceof NewerFile;
    onProblem({ ...(isNewer ? newer(file) : complaintOf(error, file)), isMemoryOnly: true });
    return isNewer ? await readOnly(load, file) : createMemoryStore();
  }
}

/** What a newer Steadfast has kept can be read, where this one understands it; nothing else. */
async function readOnly(load: () => Promise<Sqlite>, file: string): Promise<Store> {
  const memory = createMemoryStore();
  let db: nodeSqlite.DatabaseSync | undefined;
  try {
    const { DatabaseSync } = await load();
    db = new DatabaseSync(file, { readOnly: true });
    return createReadOnlyStore(memory, db, file);
  } catch {
    db?.close();
    return memory;
  }
}

/** What is deleted is in no backup either. */
function deletingForGood(
  turns: TurnStore,
  file: string,
): Pick<TurnStore, 'remove' | 'removeTurns'> {
  return {
    async remove(conversationId) {
      await turns.remove(conversationId);
      await dropBackup(file);
    },
    async removeTurns(turnIds) {
      await turns.removeTurns(turnIds);
      await dropBackup(file);
    },
  };
}

const NO_SQLITE: Complaint = {
  what: 'This editor comes without node:sqlite.',
  remedy: 'Update VS Code; conversations then survive a restart.',
};

function newer(file: string): Complaint {
  return {
    what: `${file} was written by a newer version of Steadfast.`,
    remedy: 'What is in it can be read and is left untouched; update Steadfast to go on with it.',
  };
}

async function openOrReplace(
  sqlite: Sqlite,
  file: string,
  onProblem: StoreOptions['onProblem'],
): Promise<nodeSqlite.DatabaseSync> {
  const mark = await fileMark(file);
  try {
    return await openSteady(sqlite, file);
  } catch (error) {
    if (troubleOf(error) !== 'damaged' || mark === undefined) throw error;
    const aside = await setAside(file, mark);
    const db = await openSteady(sqlite, file);
    if (aside !== undefined) {
      const count = recoverInto(db, sqlite, aside);
      const turns = count === 1 ? 'One question was' : `${count || 'No'} questions were`;
      onProblem({
        what: `${file} was damaged and has been renamed to ${aside}.`,
        remedy: `${turns} recovered into a fresh file; delete the old one when you no longer need it.`,
        isMemoryOnly: false,
      });
    }
    return db;
  }
}

/** Another window may be setting a damaged file aside just now: what comes then is a fresh one. */
async function openSteady(sqlite: Sqlite, file: string): Promise<nodeSqlite.DatabaseSync> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await open(sqlite, file);
    } catch (error) {
      const isMoved = troubleOf(error) === 'moved' || (await bytesOf(file)) === undefined;
      if (!isMoved || tries >= OPEN_TRIES_MAX) throw error;
      await sleep(OPEN_PAUSE_MS);
    }
  }
}

async function open(sqlite: Sqlite, file: string): Promise<nodeSqlite.DatabaseSync> {
  const bytes = await bytesOf(file);
  if (bytes !== undefined) {
    const version = await lookAt(sqlite, file, bytes);
    if (isOlder(version)) await keepBackup(sqlite, file, version);
  }
  const db = new sqlite.DatabaseSync(file);
  try {
    await whenFree(() => prepareDatabase(db));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Undefined: it is not there, or not any more. */
async function bytesOf(file: string): Promise<number | undefined> {
  return await fs.stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}

/** Every page and every row is where it belongs; indexes are not compared with their tables. */
function refuseDamaged(db: nodeSqlite.DatabaseSync): void {
  const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw damagedError(String(found));
}

/**
 * Looked at through a connection that cannot write: opening for writing may already change a file.
 */
async function lookAt(sqlite: Sqlite, file: string, bytes: number): Promise<number> {
  return await whenFree(() => {
    const db = new sqlite.DatabaseSync(file, { readOnly: true });
    try {
      refuseNewer(db);
      if (bytes <= CHECKED_BYTES_MAX) refuseDamaged(db);
      return fileVersion(db);
    } finally {
      db.close();
    }
  });
}
