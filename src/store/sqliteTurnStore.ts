/*
 * Turns in an open SQLite database. Each call is one small synchronous statement.
 * Promise: a save that resolves is in the file; one that cannot be done rejects with a plain Error
 * that names the file and the remedy. A row that cannot be read is left out and reported once.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { TurnJournal, TurnRecord, TurnStore } from '../core/index.ts';
import { choiceShelf } from './choiceShelf.ts';
import { conversationShelf } from './conversationShelf.ts';
import { durably } from './inOneStep.ts';
import { journalShelf, type JournalShelf } from './journalShelf.ts';
import { journalToText } from './journalText.ts';
import { forgetAnswersOf } from './sqliteAnswers.ts';
import type { Statements } from './statements.ts';
import { textToTurn, turnsIn, turnToText } from './turnText.ts';
import { wordsOf } from './turnWords.ts';

export function createSqliteTurnStore(
  db: DatabaseSync,
  { run, close }: Statements,
  onUnreadable: (count: number) => void,
): TurnStore {
  const ofIds = 'FROM turns WHERE turn_id IN (SELECT value FROM json_each(?))';
  const some = db.prepare(`SELECT turn ${ofIds}`);
  const drop = db.prepare(`DELETE ${ofIds}`);
  const ofConversation = db.prepare(
    'SELECT turn FROM turns WHERE conversation_id = ? ORDER BY asked_wall_ms, rowid',
  );
  const latest = db.prepare(
    'SELECT conversation_id FROM turns ORDER BY asked_wall_ms DESC, rowid DESC LIMIT 1',
  );
  const shelf = conversationShelf(db);
  const choices = choiceShelf(db);
  const journals = journalShelf(db);
  const saving = saver(db, journals);
  let hasReported = false;
  const readable = (texts: readonly string[]): readonly TurnRecord[] => {
    const turns = texts.flatMap((text) => textToTurn(text) ?? []);
    if (turns.length < texts.length && !hasReported) {
      hasReported = true;
      onUnreadable(texts.length - turns.length);
    }
    return turns;
  };

  return {
    async save(turn, journal) {
      const write = saving(turn, journal);
      await run(write);
    },
    journalsOf: (turnIds) => run(() => journals.of(turnIds)),
    journalsSince: (wallMs) => run(() => journals.since(wallMs)),
    titleOf: (conversationId) => run(() => shelf.titleOf(conversationId)),
    async removeTurns(turnIds) {
      const ids = JSON.stringify(turnIds);
      await run(() =>
        durably(db, () => {
          forgetAnswersOf(db, turnsIn(some.all(ids)));
          drop.run(ids);
        }),
      );
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
    choiceOf: (conversationId) => run(() => choices.of(conversationId)),
    keepChoice: (conversationId, choice) => run(() => choices.keep(conversationId, choice)),
    remove: (conversationId) =>
      run(() =>
        durably(db, () => {
          forgetAnswersOf(db, turnsIn(ofConversation.all(conversationId)));
          shelf.remove(conversationId);
          choices.remove(conversationId);
        }),
      ),
    close,
  };
}

/** What writes a turn and its journal, both or none, as they are now: the caller goes on. */
function saver(db: DatabaseSync, journals: JournalShelf) {
  const put = db.prepare(`
    INSERT INTO turns (turn_id, conversation_id, asked_wall_ms, turn, words)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (turn_id) DO UPDATE SET
      conversation_id = excluded.conversation_id,
      asked_wall_ms = excluded.asked_wall_ms,
      turn = excluded.turn,
      words = excluded.words`);
  return (turn: TurnRecord, journal: TurnJournal | undefined): (() => void) => {
    const { turnId, conversationId, askedWallMs } = turn;
    const text = turnToText(turn);
    const words = wordsOf(turn);
    const noted = journal === undefined ? undefined : journalToText(journal);
    return () =>
      durably(db, () => {
        put.run(turnId, conversationId, askedWallMs, text, words);
        if (noted !== undefined) journals.put(turnId, noted);
      });
  };
}
