/*
 * The journals of turns in the database file: one small row each, replaced whole. Plain synchronous
 * statements; whoever calls them sees to order and to a busy file.
 * Deleting is the table's own affair: a trigger takes a journal away with its turn.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { TurnId, TurnJournal } from '../core/index.ts';
import { textToJournal } from './journalText.ts';

export type JournalShelf = {
  readonly put: (turnId: TurnId, text: string) => void;
  readonly of: (turnIds: readonly TurnId[]) => ReadonlyMap<TurnId, TurnJournal>;
  readonly since: (wallMs: number) => ReadonlyMap<TurnId, TurnJournal>;
};

export function journalShelf(db: DatabaseSync): JournalShelf {
  const put = db.prepare(`
    INSERT INTO journals (turn_id, journal) VALUES (?, ?)
    ON CONFLICT (turn_id) DO UPDATE SET journal = excluded.journal`);
  const found = db.prepare(
    'SELECT turn_id, journal FROM journals WHERE turn_id IN (SELECT value FROM json_each(?))',
  );
  const late = db.prepare(`
    SELECT turn_id, journal FROM turns JOIN journals USING (turn_id)
    WHERE asked_wall_ms >= ? ORDER BY asked_wall_ms, turns.rowid`);
  return {
    put: (turnId, text) => void put.run(turnId, text),
    of: (turnIds) => readable(found.all(JSON.stringify(turnIds))),
    since: (wallMs) => readable(late.all(wallMs)),
  };
}

function readable(rows: readonly Record<string, unknown>[]): ReadonlyMap<TurnId, TurnJournal> {
  const read = rows.flatMap((row) => {
    const journal = textToJournal(String(row['journal']));
    return journal === undefined ? [] : [[String(row['turn_id']), journal] as const];
  });
  return new Map(read);
}
