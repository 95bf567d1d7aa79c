/*
 * When a question that waits is tried again: soon after it was put there, later each time it fails,
 * and at once when there is news that somebody is back. It also knows whether this computer is
 * offline. All of it is this window's memory: a restart asks the person instead.
 */
import type { Clock, JournalEvent } from '../../core/index.ts';

const FIRST_MS = 10_000;
const LATER_MS = 15_000;
const LATEST_MS = 5 * 60_000;

export type Patience = {
  readonly begin: (turnId: string) => void;
  readonly failed: (turnId: string) => void;
  readonly forget: (turnId: string) => void;
  readonly isOver: (turnId: string) => boolean;
  readonly isOffline: () => boolean;
  /** True: somebody is back, and nobody needs to wait any longer. */
  readonly hears: (event: JournalEvent) => boolean;
};

export function createPatience(clock: Clock): Patience {
  const waits = new Map<string, { readonly tries: number; readonly untilMs: number }>();
  let isOffline = false;
  const begin = (turnId: string): void =>
    void waits.set(turnId, { tries: 0, untilMs: clock.nowMs() + FIRST_MS });
  return {
    begin,
    failed(turnId) {
      const tries = (waits.get(turnId)?.tries ?? 0) + 1;
      const waitMs = Math.min(LATEST_MS, LATER_MS * 2 ** (tries - 1));
      waits.set(turnId, { tries, untilMs: clock.nowMs() + waitMs });
    },
    forget: (turnId) => void waits.delete(turnId),
    isOver: (turnId) => (waits.get(turnId)?.untilMs ?? 0) <= clock.nowMs(),
    isOffline: () => isOffline,
    hears(event) {
      if (event.type === 'offline-changed') ({ isOffline } = event);
      if (!isNews(event)) return false;
      for (const [turnId, { tries }] of waits) waits.set(turnId, { tries, untilMs: 0 });
      return true;
    },
  };
}

function isNews(event: JournalEvent): boolean {
  switch (event.type) {
    case 'offline-changed':
      return !event.isOffline;
    case 'breaker-changed':
      return event.to === 'closed';
    case 'pause-changed':
      return event.untilMs === undefined;
    case 'lock-changed':
      return !event.locked;
    case 'probe-ended':
      // That a connection can be made says nothing of answers.
      return event.outcome === 'answered' && event.what !== 'reach';
    case 'attempt-ended':
      return event.outcome === 'finished' && event.origin !== 'probe';
    default:
      return false;
  }
}
