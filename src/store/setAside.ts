/*
 * Puts a damaged database out of the way by renaming it, with its log, so that nothing is ever
 * deleted and a person can still look into it.
 * Promise: only the very file that was found damaged is renamed: where another window has replaced
 * it meanwhile, nothing happens and that fresh file is used. Looking and renaming are one step for
 * all windows (a folder beside the file is the lock; one left by a crash counts for five seconds).
 */
import { promises as fs } from 'node:fs';
import { sleep } from './whenFree.ts';

/** What tells one file of a name from the next. */
export type FileMark = { readonly inode: bigint; readonly bornNs: bigint };

/** Undefined: there is no such file. */
export async function fileMark(file: string): Promise<FileMark | undefined> {
  try {
    const { ino, birthtimeNs } = await fs.stat(file, { bigint: true });
    return { inode: ino, bornNs: birthtimeNs };
  } catch {
    return undefined;
  }
}

/** The new name, or undefined where the file is no longer the one that was marked. */
export async function setAside(file: string, mark: FileMark): Promise<string | undefined> {
  return await alone(`${file}.setting-aside`, async () => {
    const now = await fileMark(file);
    if (now?.inode !== mark.inode || now.bornNs !== mark.bornNs) return undefined;
    const when = new Date().toISOString().replaceAll(/[:.]/g, '-');
    const aside = file.replace(/\.db$/, `.damaged-${when}.db`);
    // The log first: it must never be taken for the log of the file that comes next.
    for (const end of ['-wal', '-shm']) {
      await renameStubborn(`${file}${end}`, `${aside}${end}`).catch(() => undefined);
    }
    await renameStubborn(file, aside);
    return aside;
  });
}

const LOCK_COUNTS_MS = 5_000;
const LOCK_PAUSE_MS = 20;

/** Runs while no other window does. Making a folder is atomic on every file system. */
async function alone<T>(lock: string, run: () => Promise<T>): Promise<T> {
  while (!(await take(lock))) {
    const { mtimeMs } = await fs.stat(lock).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > LOCK_COUNTS_MS) await fs.rmdir(lock).catch(() => undefined);
    else await sleep(LOCK_PAUSE_MS);
  }
  try {
    return await run();
  } finally {
    await fs.rmdir(lock).catch(() => undefined);
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await fs.mkdir(lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Windows refuses a rename while a scanner or another window holds the file for a moment: five
 * tries within 310 ms (as wmux #667 found to be enough), never a copy, never a truncation.
 */
async function renameStubborn(from: string, to: string): Promise<void> {
  for (let pauseMs = 10; ; pauseMs *= 2) {
    try {
      return await fs.rename(from, to);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const isHeld = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
      if (!isHeld || pauseMs > 160) throw error;
    }
    await sleep(pauseMs);
  }
}
