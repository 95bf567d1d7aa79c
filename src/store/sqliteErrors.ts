/*
 * What SQLite means when it throws, and how it is said to a person: always the file, always a
 * remedy.
 * Result codes: https://www.sqlite.org/rescode.html; the low byte is the primary code.
 * Nothing here decides what to do; `whenFree` repeats `busy`, `openStore` sets `damaged` aside.
 */
export type SqliteTrouble =
  | 'busy'
  | 'damaged'
  | 'full'
  | 'moved'
  | 'read-only'
  | 'unopenable'
  | 'other';

const TROUBLES: Readonly<Record<number, SqliteTrouble>> = {
  5: 'busy', // SQLITE_BUSY: another connection is writing.
  6: 'busy', // SQLITE_LOCKED
  8: 'read-only', // SQLITE_READONLY
  10: 'moved', // SQLITE_IOERR: also when another window sets the file aside under this one.
  11: 'damaged', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'unopenable', // SQLITE_CANTOPEN
  26: 'damaged', // SQLITE_NOTADB
};

/** What the system says of the folder, before SQLite sees the file. */
const SYSTEM_TROUBLES: Readonly<Record<string, SqliteTrouble>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  EBUSY: 'busy',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

/** Found by looking, not by tripping over it. */
export function damagedError(what: string): Error {
  return Object.assign(new Error(`The file is damaged: ${what}`), { errcode: 11 });
}

export function troubleOf(error: unknown): SqliteTrouble {
  if (!(error instanceof Error)) return 'other';
  if ('errcode' in error && typeof error.errcode === 'number')
    return TROUBLES[error.errcode & 0xff] ?? 'other';
  const code = 'code' in error ? String(error.code) : '';
  return SYSTEM_TROUBLES[code] ?? 'other';
}

export type Complaint = { readonly what: string; readonly remedy: string };

export function complaintOf(error: unknown, file: string): Complaint {
  switch (troubleOf(error)) {
    case 'busy':
      return {
        what: `${file} is being used by another program.`,
        remedy: 'Close the program that holds it, then reload the window.',
      };
    case 'damaged':
      return {
        what: `${file} is damaged.`,
        remedy: 'Close all windows and move the file away; a fresh one is made at the next start.',
      };
    case 'full':
      return { what: `No space is left for ${file}.`, remedy: 'Free some space on that disk.' };
    case 'read-only':
    case 'unopenable':
      return {
        what: `${file} cannot be written.`,
        remedy: 'Allow writing to this file and its folder, then reload the window.',
      };
    case 'moved':
    case 'other':
      return {
        what: `${file} cannot be used: ${wordsOf(error)}.`,
        remedy: 'See that the folder exists and can be written, then reload the window.',
      };
  }
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

/** What a call of the store rejects with: file and remedy in one message. */
export function storeError(error: unknown, file: string): Error {
  const { what, remedy } = complaintOf(error, file);
  return new Error(`${what} ${remedy}`, { cause: error });
}
