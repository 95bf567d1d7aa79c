/*
 * Reads what can still be read of a damaged file into a fresh one. Each table is read from its
 * beginning up to where it breaks, then from its end back to there; what is not what it should be
 * is left behind. The damaged file itself is not changed.
 * It never throws because of the damaged file, and replaces nothing that is in the fresh one.
 */
import type * as nodeSqlite from 'node:sqlite';
import { inOneStep } from './inOneStep.ts';
import { textToTurn } from './turnText.ts';
import { wordsOf } from './turnWords.ts';

type Sqlite = Pick<typeof nodeSqlite, 'DatabaseSync'>;
type Value = nodeSqlite.SQLOutputValue;

/** Columns that every version of the table has, first those that it is ordered by. Turns last. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  titles: ['conversation_id', 'title'],
  choices: ['conversation_id', 'choice'],
  facts: ['kind', 'key', 'wall_ms', 'text'],
  journals: ['turn_id', 'journal'],
  spend: ['window_id', 'attempt_id', 'day', 'target', 'usd_micros', 'is_estimated', 'is_unknown'],
  attempts: [
    ...['window_id', 'attempt_id', 'wall_ms', 'target', 'origin', 'outcome'],
    ...['input_tokens', 'cached_tokens', 'output_tokens'],
  ],
  queue: ['place', 'turn_id', 'conversation_id', 'queued_wall_ms', 'window_id', 'state'],
  turns: ['turn_id', 'conversation_id', 'asked_wall_ms', 'turn'],
};

/** How many turns came over. */
export function recoverInto(db: nodeSqlite.DatabaseSync, sqlite: Sqlite, from: string): number {
  let damaged: nodeSqlite.DatabaseSync | undefined;
  try {
    damaged = new sqlite.DatabaseSync(from, { readOnly: true, defensive: false });
    // A file that was cut off is then read as far as it goes; this connection writes nothing.
    damaged.exec('PRAGMA writable_schema = ON');
    const source = damaged;
    const counts = inOneStep(db, () =>
      Object.entries(TABLES).map(([table, columns]) => copy(db, { source, table, columns })),
    );
    return counts.at(-1) ?? 0;
  } catch {
    return 0;
  } finally {
    damaged?.close();
  }
}

type Part = {
  readonly source: nodeSqlite.DatabaseSync;
  readonly table: string;
  readonly columns: readonly string[];
};

function copy(db: nodeSqlite.DatabaseSync, { source, table, columns }: Part): number {
  const isTurns = table === 'turns';
  const into = isTurns ? [...columns, 'words'] : columns;
  const marks = into.map(() => '?').join(', ');
  const put = db.prepare(`INSERT OR IGNORE INTO ${table} (${into.join(', ')}) VALUES (${marks})`);
  let count = 0;
  const take = (values: readonly Value[]): void => {
    const whole = isTurns ? withWords(values) : values;
    // What a column refuses is passed over. A full disk is nobody's damage, and ends all of it.
    if (whole !== undefined) count += Number(put.run(...whole).changes);
  };
  const order = isTurns ? ['rowid'] : [columns[0] ?? '', columns[1] ?? ''];
  for (const way of ['ASC', 'DESC']) {
    const by = order.map((column) => `${column} ${way}`).join(', ');
    if (readAll(source, `SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${by}`, take)) break;
  }
  return count;
}

/** False: it broke before the end. */
function readAll(
  source: nodeSqlite.DatabaseSync,
  sql: string,
  take: (values: readonly Value[]) => void,
): boolean {
  const rows = stepper(source, sql);
  for (;;) {
    const row = rows();
    if (row === 'broken') return false;
    if (row === undefined) return true;
    take(Object.values(row));
  }
}

/** One row after the other; only reading is guarded, so that trouble in writing is heard. */
function stepper(
  source: nodeSqlite.DatabaseSync,
  sql: string,
): () => Record<string, Value> | 'broken' | undefined {
  let rows: Iterator<Record<string, Value>> | undefined;
  return () => {
    try {
      rows ??= source.prepare(sql).iterate();
      const next = rows.next();
      return next.done === true ? undefined : next.value;
    } catch {
      return 'broken';
    }
  };
}

function withWords(values: readonly Value[]): readonly Value[] | undefined {
  const turn = textToTurn(String(values[3]));
  return turn === undefined || turn.turnId !== values[0] ? undefined : [...values, wordsOf(turn)];
}
