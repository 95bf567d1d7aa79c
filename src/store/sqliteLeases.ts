/*
 * Leases in an open SQLite database, where all windows of a computer meet: one row for each, taken
 * in one step that no other window can come between. It is over when its time is, when its holder
 * gives it back, and (unless it outlives that) when its holder's process is no longer there.
 * Time is the calendar's, the only one that windows share. Where it was put back, by an hour or a
 * millisecond, a lease is never held by two: it stays its holder's, for as long as it was meant to
 * be from the moment at which that was noticed. Processes are looked for on the same computer only:
 * in another container the same number means another process, and there time alone decides.
 */
import type { DatabaseSync } from 'node:sqlite';
import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import type { Leases } from '../core/index.ts';
import { inOneStep } from './inOneStep.ts';
import type { Statements } from './statements.ts';

export type LeaseHolder = { readonly host: string; readonly pid: number; readonly id: string };

type LeaseOptions = {
  readonly wallMs?: () => number;
  /** This window, by default: a new one with each opening. */
  readonly holder?: LeaseHolder;
};

export function createSqliteLeases(
  db: DatabaseSync,
  { run }: Statements,
  { wallMs = Date.now, holder = thisWindow() }: LeaseOptions = {},
): Leases {
  const found = db.prepare('SELECT * FROM leases WHERE key = ?');
  const put = db.prepare(`
    INSERT INTO leases (key, host, pid, id, outlives, for_ms, until_wall_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET host = excluded.host, pid = excluded.pid, id = excluded.id,
      outlives = excluded.outlives, for_ms = excluded.for_ms, until_wall_ms = excluded.until_wall_ms`);
  const sweep = db.prepare('DELETE FROM leases WHERE until_wall_ms <= ?');
  const shorten = db.prepare('UPDATE leases SET until_wall_ms = ? WHERE key = ?');
  const drop = db.prepare('DELETE FROM leases WHERE key = ? AND id = ?');

  const isHeld = (row: Record<string, unknown>): boolean => {
    const nowMs = wallMs();
    const leftMs = Number(row['until_wall_ms']) - nowMs;
    if (leftMs <= 0) return false;
    const forMs = Number(row['for_ms']);
    if (leftMs > forMs) shorten.run(nowMs + forMs, String(row['key']));
    if (Number(row['outlives']) > 0 || row['host'] !== holder.host) return true;
    return isAlive(Number(row['pid']));
  };

  return {
    take: (key, forMs, { outlivesHolder } = { outlivesHolder: false }) =>
      run(() =>
        inOneStep(db, () => {
          sweep.run(wallMs());
          const row = found.get(key);
          if (row !== undefined && isHeld(row)) return false;
          const { host, pid, id } = holder;
          put.run(key, host, pid, id, +outlivesHolder, forMs, wallMs() + forMs);
          return true;
        }),
      ),
    giveBack: (key) => run(() => void drop.run(key, holder.id)),
  };
}

function thisWindow(): LeaseHolder {
  return { host: hostname(), pid: process.pid, id: randomUUID() };
}

/** Signal 0 sends nothing; a process that is somebody else's (EPERM) is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
