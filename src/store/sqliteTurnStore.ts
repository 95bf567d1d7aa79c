/*
 * Turns in an open SQLite database. Each call is one small synchronous statement; calls run one
 * after the other, so that a write which had to wait for another window is never overtaken by a
 * later one.
 * Promise: a save that resolves is in the file; one that cannot be done rejects with a plain Error
 * that names the file and the remedy. A row that cannot be read is left out and reported once.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { TurnRecord, TurnStore } from '../core/index.ts';
import { conversationShelf } from './conversationShelf.ts';
import { storeError } from './sqliteErrors.ts';
import { textToTurn, turnToText } from './turnText.ts';
import { wordsOf } from './turnWords.ts';
import { whenFree } from './whenFree.ts';

export type OpenFile = { readonly db: DatabaseSync; readonly file: string };

export function createSqliteTurnStore(
  { db, file }: OpenFile,
  onUnreadable: (count: number) => void,
): TurnStore {
  const put = db.prepare(`
    INSERT INTO turns (turn_id, conversation_id, asked_wall_ms, turn, words)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (turn_id) DO UPDATE SET
      conversation_id = excluded.conversation_id,
      asked_wall_ms = excluded.asked_wall_ms,
      turn = excluded.turn,
      words = excluded.words`);
  const ofConversation = db.prepare(
    'SELECT turn FROM turns WHERE conversation_id = ? ORDER BY asked_wall_ms, rowid',
  );
  const latest = db.prepare(
    'SELECT conversation_id FROM turns ORDER BY asked_wall_ms DESC, rowid DESC LIMIT 1',
  );
  const shelf = conversationShelf(db);
  let hasReported = false;
  const readable = (texts: readonly string[]): readonly TurnRecord[] => {
    const turns = texts.flatMap((text) => textToTurn(text) ?? []);
    if (turns.length < texts.length && !hasReported) {
      hasReported = true;
      onUnreadable(texts.length - turns.length);
    }
    return turns;
  };

  const inTurn = queue();
  let isClosed = false;
  const run = <T>(statement: () => T): Promise<T> => {
    if (isClosed) return Promise.reject(new Error(`${file} is closed. Reload the window.`));
    return inTurn(async () => {
      try {
        return await whenFree(statement);
      } catch (error) {
        throw storeError(error, file);
      }
    });
  };

  return {
    async save(turn) {
      const { turnId, conversationId, askedWallMs } = turn;
      const text = turnToText(turn); // Now, not when its turn comes: the caller may go on changing.
      const words = wordsOf(turn);
      await run(() => put.run(turnId, conversationId, askedWallMs, text, words));
    },
    turnsOf: (conversationId) =>
      run(() => readable(ofConversation.all(conversationId).map((row) => String(row['turn'])))),
    latestConversation: () =>
      run(() => {
        const row = latest.get();
        return row === undefined ? undefined : String(row['conversation_id']);
      }),
    conversations: (search = {}) => run(() => shelf.list(search)),
    rename: (conversationId, title) => run(() => shelf.rename(conversationId, title)),
    remove: (conversationId) => run(() => shelf.remove(conversationId)),
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
