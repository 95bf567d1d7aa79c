/*
 * Whether the computer has slept while attempts were under way: a tick that comes far too late,
 * by either clock, for one of them may stand still meanwhile (engine page, A17). An attempt that
 * crossed a sleep says nothing about its target. One timer, and only while a request or a probe is
 * under way; a busy computer looks the same, which is right.
 */
import type { Clock, Disposable } from '../core/index.ts';

const TICK_MS = 5_000;
/** A tick may be so late without anybody having slept. */
const LATE_MS = 10_000;

export interface WakeWatch {
  /** An attempt or a request begins. `crossed`: has the computer slept since? */
  enter(): { crossed(): boolean; leave(): void };
  /** Monotonic moment of the last waking; −Infinity: never. */
  wokeAtMs(): number;
}

export function createWakeWatch(clock: Clock): WakeWatch {
  let timer: Disposable | undefined;
  let under = 0;
  let sleeps = 0;
  let wokeAtMs = -Infinity;
  let last = { monoMs: 0, wallMs: 0 };

  const now = () => ({ monoMs: clock.nowMs(), wallMs: clock.wallMs() });
  const look = (): void => {
    const { monoMs, wallMs } = now();
    const goneMs = Math.max(monoMs - last.monoMs, wallMs - last.wallMs);
    if (goneMs > TICK_MS + LATE_MS) {
      sleeps += 1;
      wokeAtMs = monoMs;
    }
    last = { monoMs, wallMs };
  };
  const tick = (): void => {
    timer = clock.after(TICK_MS, () => {
      look();
      tick();
    });
  };

  return {
    enter() {
      if (under === 0) {
        last = now();
        tick();
      } else look();
      under += 1;
      const before = sleeps;
      let isIn = true;
      return {
        crossed() {
          if (isIn) look();
          return sleeps !== before;
        },
        leave() {
          if (!isIn) return;
          isIn = false;
          under -= 1;
          if (under > 0) return;
          timer?.dispose();
          timer = undefined;
        },
      };
    },
    wokeAtMs() {
      // A wait may end before the tick that would have told.
      if (under > 0) look();
      return wokeAtMs;
    },
  };
}
