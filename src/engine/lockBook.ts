/*
 * Which targets and accounts only the person can help: a refused key, no credit, a model that is
 * gone.
 * The table's `lock` column decides; a lock ends by hand (key change, passing test: the host calls
 * reset) or after an hour. Reading changes nothing: a lock that is over simply no longer counts.
 * It keeps the error, so that whoever is not asked can still be named with its cause.
 */
import { dispositionOf, errorRecord } from '../core/index.ts';
import type { ChatError, Target } from '../core/index.ts';
import type { BookDeps } from './pauseBook.ts';
import { isWithin, scopeKey, scopesOver, type Scope } from './scope.ts';

/** Engine page, part B: locks end on a key change, a passing test or after 1 h. */
const LOCK_MS = 3_600_000;

type Lock = {
  readonly scope: Scope;
  readonly untilMs: number;
  readonly why: string;
  readonly error: ChatError;
};

export interface LockBook {
  inForce(target: Target): Lock | undefined;
  /** Book what an attempt's failure asks for, if its row locks anything. */
  failed(target: Target, error: ChatError): void;
  lift(scope: Scope): void;
}

export function createLockBook({ clock, journal, changes }: BookDeps): LockBook {
  const locks = new Map<string, Lock>();
  return {
    inForce(target) {
      const nowMs = clock.nowMs();
      for (const scope of scopesOver(target)) {
        const lock = locks.get(scopeKey(scope));
        if (lock !== undefined && lock.untilMs > nowMs) return lock;
      }
      return undefined;
    },
    failed(target, error) {
      const { lock: what } = dispositionOf(error.kind);
      if (what === 'none') return;
      const scope: Scope = what === 'account' ? { providerId: target.providerId } : { target };
      const untilMs = clock.nowMs() + LOCK_MS;
      const why = `${error.kind}: ${error.message}`;
      locks.set(scopeKey(scope), { scope, untilMs, why, error });
      journal.note({
        type: 'lock-changed',
        scope,
        locked: true,
        why,
        untilMs,
        error: errorRecord(error),
      });
      changes.ring();
    },
    lift(scope) {
      for (const [key, lock] of locks) {
        if (!isWithin(lock.scope, scope)) continue;
        locks.delete(key);
        if (lock.untilMs <= clock.nowMs()) continue;
        journal.note({
          type: 'lock-changed',
          scope: lock.scope,
          locked: false,
          why: 'put right by hand',
        });
        changes.ring();
      }
    },
  };
}
