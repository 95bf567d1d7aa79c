/*
 * The ledger in an open SQLite database: one small row for each attempt, replaced whole. What an
 * attempt cost is read from where it was booked.
 * Rows may be lost in a power cut, like sums; nothing decides by them.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { LedgerRow, LedgerStore } from '../core/index.ts';
import type { Statements } from './statements.ts';

export function createSqliteLedger(db: DatabaseSync, { run }: Statements): LedgerStore {
  const put = db.prepare(`
    INSERT OR REPLACE INTO attempts (window_id, attempt_id, wall_ms, target, origin, outcome,
      input_tokens, cached_tokens, output_tokens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const since = db.prepare(`
    SELECT attempts.*, usd_micros, is_estimated, is_unknown
    FROM attempts LEFT JOIN spend USING (window_id, attempt_id)
    WHERE wall_ms >= ? ORDER BY wall_ms, attempt_id`);
  return {
    async keepAttempt({ windowId, attemptId, wallMs, target, origin, outcome, ...tokens }) {
      const { inputTokens = null, cachedTokens = null, outputTokens = null } = tokens;
      const counted = [inputTokens, cachedTokens, outputTokens];
      await run(() => put.run(windowId, attemptId, wallMs, target, origin, outcome, ...counted));
    },
    attemptsSince: (wallMs) => run(() => since.all(wallMs).map(rowOf)),
  };
}

function rowOf(row: Record<string, unknown>): LedgerRow {
  const count = (name: string, column: string): Record<string, number> =>
    row[column] === null ? {} : { [name]: Number(row[column]) };
  return {
    windowId: String(row['window_id']),
    attemptId: String(row['attempt_id']),
    wallMs: Number(row['wall_ms']),
    target: String(row['target']),
    origin: String(row['origin']) as LedgerRow['origin'],
    outcome: String(row['outcome']) as LedgerRow['outcome'],
    ...count('inputTokens', 'input_tokens'),
    ...count('cachedTokens', 'cached_tokens'),
    ...count('outputTokens', 'output_tokens'),
    ...(row['usd_micros'] === null
      ? {}
      : {
          cost: {
            usdMicros: Number(row['usd_micros']),
            isEstimated: Number(row['is_estimated']) > 0,
            isUnknown: Number(row['is_unknown']) > 0,
          },
        }),
  };
}
