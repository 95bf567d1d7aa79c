/*
 * Real time and real chance, the host's side of the two ports (law 7). `nowMs` is monotonic and
 * does not count the computer's sleep everywhere; `wallMs` is the calendar.
 * Promise: `after` never fires early, not for delays beyond what setTimeout can hold and not for
 * the millisecond by which Node's timers may run ahead of `performance.now`.
 * Timers are not unref'ed: whoever waits for one is at work, and a headless process must not end in
 * the middle of it. Whoever stops waiting disposes.
 */
import type { Clock, Disposable, Random } from '../core/index.ts';

/** The longest delay setTimeout keeps; beyond it fires after 1 ms (nodejs.org/api/timers.html). */
const TIMEOUT_MAX_MS = 2 ** 31 - 1;

export const realClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  after(delayMs: number, fn: () => void): Disposable {
    const dueMs = performance.now() + Math.max(0, delayMs);
    let timer: NodeJS.Timeout | undefined;
    const arm = (): void => {
      const leftMs = Math.ceil(dueMs - performance.now());
      timer = setTimeout(ring, Math.min(Math.max(0, leftMs), TIMEOUT_MAX_MS));
    };
    const ring = (): void => {
      if (performance.now() < dueMs) return arm();
      fn();
    };
    // Infinity is a wait without end: no timer at all. NaN would fire at once and hide a bug.
    if (Number.isNaN(delayMs)) throw new RangeError('delayMs is not a number');
    if (delayMs !== Infinity) arm();
    return { dispose: () => clearTimeout(timer) };
  },
};

/** Spreads retries and words; nothing that must be hard to guess, so Math.random will do. */
export const realRandom: Random = { next: () => Math.random() };
