/*
 * Facts in an open SQLite database: one small row each, replaced whole.
 * They may be lost without harm, so nothing is reported beyond the failure of the call itself.
 * Closing is the turns' affair, whose file it is.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { FactStore } from '../core/index.ts';
import type { Statements } from './statements.ts';

export function createSqliteFactStore(db: DatabaseSync, { run }: Statements): FactStore {
  const put = db.prepare(`
    INSERT INTO facts (kind, key, wall_ms, text) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, key) DO UPDATE SET wall_ms = excluded.wall_ms, text = excluded.text`);
  const ofKind = db.prepare(
    'SELECT key, wall_ms, text FROM facts WHERE kind = ? ORDER BY wall_ms DESC, key',
  );
  return {
    async keepFact({ kind, key, wallMs, text }) {
      await run(() => put.run(kind, key, wallMs, text));
    },
    factsOf: (kind) =>
      run(() =>
        ofKind.all(kind).map((row) => ({
          kind,
          key: String(row['key']),
          wallMs: Number(row['wall_ms']),
          text: String(row['text']),
        })),
      ),
  };
}
