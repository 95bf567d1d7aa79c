/*
 * What was spent, in an open SQLite database: one row for each attempt, replaced whole, so that a
 * sum is exact however many windows write. Putting money aside reads the sums and books in one
 * transaction that no other window can come between.
 * Closing is the turns' affair, whose file it is. Days are text, so that they sort.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { BrokenCap, SpendEntry, SpendStore, StoredCap } from '../core/index.ts';
import { inOneStep } from './inOneStep.ts';
import type { Statements } from './statements.ts';

export function createSqliteSpendStore(db: DatabaseSync, { run }: Statements): SpendStore {
  const put = db.prepare(`
    INSERT INTO spend (attempt_id, window_id, day, target, usd_micros, is_estimated, is_unknown)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (window_id, attempt_id) DO UPDATE SET usd_micros = excluded.usd_micros,
      is_estimated = excluded.is_estimated, is_unknown = excluded.is_unknown`);
  const drop = db.prepare('DELETE FROM spend WHERE window_id = ? AND attempt_id = ?');
  // `2026-08-` is before and `2026-08.` behind every day of that month.
  const sums = {
    day: db.prepare('SELECT coalesce(sum(usd_micros), 0) AS sum FROM spend WHERE day = ?'),
    target: db.prepare(
      'SELECT coalesce(sum(usd_micros), 0) AS sum FROM spend WHERE day = ? AND target = ?',
    ),
    month: db.prepare(
      'SELECT coalesce(sum(usd_micros), 0) AS sum FROM spend WHERE day > ? AND day < ?',
    ),
  };
  const ofMonth = db.prepare(`
    SELECT day, target, sum(usd_micros) AS sum, max(is_estimated) AS estimated,
      count(*) AS attempts, sum(is_unknown) AS unknowns
    FROM spend WHERE day > ? AND day < ? AND window_id <> ?
    GROUP BY day, target ORDER BY day, target`);

  const write = (entry: SpendEntry): void => {
    const { attemptId, windowId, day, target, usdMicros, isEstimated, isUnknown } = entry;
    if (usdMicros === 0 && !isUnknown) drop.run(windowId, attemptId);
    else put.run(attemptId, windowId, day, target, usdMicros, +isEstimated, +isUnknown);
  };
  const sumUnder = (what: StoredCap['what'], { day, target }: SpendEntry): number => {
    const row =
      what === 'day'
        ? sums.day.get(day)
        : what === 'target'
          ? sums.target.get(day, target)
          : sums.month.get(...bounds(day.slice(0, 7)));
    return Number(row?.['sum']);
  };

  return {
    reserveSpend: (entry, caps) =>
      run(() =>
        inOneStep(db, (): BrokenCap | undefined => {
          for (const cap of caps) {
            const sumUsdMicros = sumUnder(cap.what, entry) + entry.usdMicros;
            if (sumUsdMicros > cap.usdMicros) return { ...cap, sumUsdMicros };
          }
          write(entry);
          return undefined;
        }),
      ),
    keepSpend: (entry) => run(() => write(entry)),
    spendOf: (month, except) =>
      run(() =>
        ofMonth.all(...bounds(month), except).map((row) => ({
          day: String(row['day']),
          target: String(row['target']),
          usdMicros: Number(row['sum']),
          isEstimated: Number(row['estimated']) > 0,
          attempts: Number(row['attempts']),
          unknowns: Number(row['unknowns']),
        })),
      ),
  };
}

const bounds = (month: string): [string, string] => [`${month}-`, `${month}.`];
