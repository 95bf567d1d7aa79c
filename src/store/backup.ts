/*
 * One copy of the file as it was before a newer Steadfast brought it up to date, beside it: for the
 * case that somebody goes back to the older version, or that the update was a mistake.
 * Promise: it is a whole file of the older version or it is not there; another window that has
 * been quicker with the update never becomes the backup. What is deleted for good is in no backup:
 * `dropBackup` goes with each deletion.
 */
import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type * as nodeSqlite from 'node:sqlite';
import { fileVersion } from './turnSchema.ts';
import { whenFree } from './whenFree.ts';

type Sqlite = Pick<typeof nodeSqlite, 'DatabaseSync'>;

export function backupOf(file: string): string {
  return file.replace(/\.db$/, '.before-update.db');
}

/** `version` is the one that was found in the file. */
export async function keepBackup(sqlite: Sqlite, file: string, version: number): Promise<void> {
  const making = `${file}.${process.pid}.copy`;
  await fs.rm(making, { force: true });
  try {
    await whenFree(() => {
      const db = new sqlite.DatabaseSync(file, { readOnly: true });
      try {
        db.prepare('VACUUM INTO ?').run(making);
      } finally {
        db.close();
      }
    });
    if (versionIn(sqlite, making) === version) await fs.rename(making, backupOf(file));
  } finally {
    await fs.rm(making, { force: true });
  }
}

export async function dropBackup(file: string): Promise<void> {
  await fs.rm(backupOf(file), { force: true });
}

/** Every copy beside the file: backups, half-made ones, and files that were found damaged. */
export async function dropCopies(file: string): Promise<void> {
  const own = basename(file, '.db');
  const names = await fs.readdir(dirname(file));
  const live = new Set(['', '-wal', '-shm'].map((end) => `${own}.db${end}`));
  const copies = names.filter((name) => name.startsWith(`${own}.`) && !live.has(name));
  await Promise.all(copies.map((name) => fs.rm(join(dirname(file), name), { force: true })));
}

function versionIn(sqlite: Sqlite, file: string): number {
  const db = new sqlite.DatabaseSync(file, { readOnly: true });
  try {
    return fileVersion(db);
  } finally {
    db.close();
  }
}
