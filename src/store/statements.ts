/*
 * Statements on one open database, one after the other: one that has to wait for another window is
 * never overtaken by a later one.
 * Promise: what was begun before `close` is done before the file is closed; later ones reject, and
 * so do those that cannot be done, with a plain Error that names the file and the remedy.
 */
import type { DatabaseSync } from 'node:sqlite';
import { storeError } from './sqliteErrors.ts';
import { whenFree } from './whenFree.ts';

export type OpenFile = { readonly db: DatabaseSync; readonly file: string };

export type Statements = {
  readonly run: <T>(statement: () => T) => Promise<T>;
  readonly close: () => Promise<void>;
};

export function createStatements({ db, file }: OpenFile): Statements {
  const inTurn = queue();
  let isClosed = false;
  return {
    run(statement) {
      if (isClosed) return Promise.reject(new Error(`${file} is closed. Reload the window.`));
      return inTurn(async () => {
        try {
          return await whenFree(statement);
        } catch (error) {
          throw storeError(error, file);
        }
      });
    },
    close() {
      if (isClosed) return Promise.resolve();
      isClosed = true;
      return inTurn(() => Promise.resolve(db.close()));
    },
  };
}

/** Runs what it is given one after the other, whatever becomes of the one before. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
