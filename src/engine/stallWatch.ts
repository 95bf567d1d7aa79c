/*
 * One lazy timer per stream: it is armed for the moment at which silence, or the whole, would be
 * too long and, when progress came meanwhile, armed again only when it fires. Tokens cost a number,
 * not a timer. Time counts only while a pull is pending, so a slow reader is no stall.
 * It knows no limits of silence: each pull names the one in force. Infinity is none.
 */
import type { Clock, Disposable } from '../core/index.ts';

export interface StallWatch {
  /** A pull begins; silence above `limitMs` since the last progress expires the watch. */
  pullStarted(limitMs: number): void;
  pullEnded(): void;
  /** The model has moved: silence starts at zero. How long it was silent, ms. */
  progressed(): number;
  /** Since the last progress, and in all; pulls that are over. */
  readonly silentMs: number;
  readonly waitedMs: number;
  /** Idempotent; nothing fires afterwards. */
  dispose(): void;
}

export type Expiry = { readonly of: 'silence' | 'total'; readonly waitedMs: number };

type Watching = {
  readonly clock: Clock;
  /** Most that all pulls together may take. */
  readonly totalMs: number;
};

/** `onExpire` is called at most once. */
export function createStallWatch(
  { clock, totalMs }: Watching,
  onExpire: (expiry: Expiry) => void,
): StallWatch {
  let timer: Disposable | undefined;
  let firesAtMs = Infinity;
  let limitMs = Infinity;
  let pendingSinceMs: number | undefined;
  let silentMs = 0;
  let waitedMs = 0;

  const disarm = (): void => {
    timer?.dispose();
    timer = undefined;
    firesAtMs = Infinity;
  };
  const count = (nowMs: number): void => {
    if (pendingSinceMs === undefined) return;
    silentMs += nowMs - pendingSinceMs;
    waitedMs += nowMs - pendingSinceMs;
    pendingSinceMs = nowMs;
  };
  const arm = (nowMs: number): void => {
    // Whole milliseconds: clocks count in fractions, and a rest that sums to almost nothing would
    // be armed for ever at the same moment.
    const restMs = Math.ceil(Math.min(limitMs - silentMs, totalMs - waitedMs));
    const dueAtMs = nowMs + restMs;
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
    count(nowMs);
    if (silentMs >= limitMs) onExpire({ of: 'silence', waitedMs: silentMs });
    else if (waitedMs >= totalMs) onExpire({ of: 'total', waitedMs });
    else arm(nowMs);
  };

  return {
    pullStarted(limit) {
      limitMs = limit;
      pendingSinceMs = clock.nowMs();
      arm(pendingSinceMs);
    },
    pullEnded() {
      if (pendingSinceMs !== undefined) count(clock.nowMs());
      pendingSinceMs = undefined;
    },
    progressed() {
      const gapMs = silentMs;
      silentMs = 0;
      return gapMs;
    },
    get silentMs() {
      return silentMs;
    },
    get waitedMs() {
      return waitedMs;
    },
    dispose() {
      disarm();
      if (pendingSinceMs !== undefined) count(clock.nowMs());
      pendingSinceMs = undefined;
    },
  };
}
