/*
 * One lazy timer per stream: it is armed for the moment at which silence would be too long and,
 * when progress came meanwhile, armed again only when it fires. Tokens cost a number, not a timer.
 * Silence counts only while a pull is pending, so a slow reader is no stall.
 * It knows no limits: each pull names the one in force. Infinity is none.
 */
import type { Clock, Disposable } from '../core/index.ts';

export interface StallWatch {
  /** A pull begins; silence above `limitMs` since the last progress expires the watch. */
  pullStarted(limitMs: number): void;
  pullEnded(): void;
  /** The model has moved: silence starts at zero. */
  progressed(): void;
  /** Idempotent; nothing fires afterwards. */
  dispose(): void;
}

/** `onExpire` gets how long was waited in all; it is called at most once. */
export function createStallWatch(clock: Clock, onExpire: (waitedMs: number) => void): StallWatch {
  let timer: Disposable | undefined;
  let firesAtMs = Infinity;
  let limitMs = Infinity;
  let pendingSinceMs: number | undefined;
  let silentMs = 0;

  const disarm = (): void => {
    timer?.dispose();
    timer = undefined;
    firesAtMs = Infinity;
  };
  const arm = (): void => {
    // Whole milliseconds: clocks count in fractions, and a rest that sums to almost nothing would
    // be armed for ever at the same moment.
    const restMs = Math.ceil(limitMs - silentMs);
    const dueAtMs = clock.nowMs() + restMs;
    if (restMs === Infinity || firesAtMs <= dueAtMs) return;
    disarm();
    firesAtMs = dueAtMs;
    timer = clock.after(Math.max(0, restMs), fired);
  };
  const fired = (): void => {
    timer = undefined;
    firesAtMs = Infinity;
    if (pendingSinceMs === undefined) return;
    const nowMs = clock.nowMs();
    silentMs += nowMs - pendingSinceMs;
    pendingSinceMs = nowMs;
    if (silentMs >= limitMs) onExpire(silentMs);
    else arm();
  };

  return {
    pullStarted(limit) {
      limitMs = limit;
      pendingSinceMs = clock.nowMs();
      arm();
    },
    pullEnded() {
      if (pendingSinceMs !== undefined) silentMs += clock.nowMs() - pendingSinceMs;
      pendingSinceMs = undefined;
    },
    progressed() {
      silentMs = 0;
    },
    dispose() {
      disarm();
      pendingSinceMs = undefined;
    },
  };
}
