/*
 * Time that moves only when it is told to: a heap of events, monotonic and wall time apart.
 * Events run in order of their time, then of their making; between two events everything that was
 * set free has run, because the drain that is handed in waits for it.
 * Runs any length of time in no time; waits for nothing real. `pending` counts timers, so that a
 * test can demand that none is left.
 */
import type { Clock } from '../core/index.ts';

export type VirtualClockOptions = {
  /** Resolves once no microtask is left: a real `setImmediate` in node. */
  readonly drain: () => Promise<void>;
  /**
   * Calls `step` until it says false; before each call, and after the last, no microtask is left.
   * Default: by `drain`. For long runs, where a promise for each event is too dear.
   */
  readonly pump?: (step: () => boolean) => Promise<void>;
  /** Monotonic start, ms. Default 0. */
  readonly startMs?: number;
  /** Calendar start, ms since the epoch. Default 2026-01-01T00:00:00Z. */
  readonly wallStartMs?: number;
};

export interface VirtualClock extends Clock {
  /** Timers that are armed. */
  readonly pending: number;
  /** Timers that have run so far. */
  readonly events: number;
  /** Run what is due within `ms` and end exactly `ms` later. */
  advance(ms: number): Promise<void>;
  /** Run until no timer is left, or `maxMs` have passed (default a day: an endless timer shows). */
  runUntilIdle(maxMs?: number): Promise<void>;
  /** The computer sleeps: time goes by, and what is due then runs late. */
  sleep(ms: number): Promise<void>;
  /** Somebody sets the calendar; monotonic time does not move. */
  jumpWall(deltaMs: number): void;
}

type Timer = { readonly atMs: number; readonly order: number; fn: (() => void) | undefined };

const WALL_START_MS = 1_767_225_600_000;
const DAY_MS = 86_400_000;

export function createVirtualClock(options: VirtualClockOptions): VirtualClock {
  const { drain, pump = pumpBy(drain), startMs = 0, wallStartMs = WALL_START_MS } = options;
  const heap: Timer[] = [];
  let nowMs = startMs;
  let wallOffsetMs = wallStartMs - startMs;
  let order = 0;
  let pending = 0;
  let events = 0;

  /** The next armed timer, with disposed ones dropped on the way. */
  const peek = (): Timer | undefined => {
    while (heap[0] !== undefined && heap[0].fn === undefined) pop(heap);
    return heap[0];
  };
  const runUntil = (endMs: number): Promise<void> =>
    pump(() => {
      const timer = peek();
      if (timer === undefined || timer.atMs > endMs) return false;
      pop(heap);
      nowMs = Math.max(nowMs, timer.atMs);
      pending -= 1;
      events += 1;
      const { fn } = timer;
      timer.fn = undefined;
      fn?.();
      return true;
    });

  return {
    nowMs: () => nowMs,
    wallMs: () => nowMs + wallOffsetMs,
    after(delayMs, fn) {
      const timer: Timer = { atMs: nowMs + Math.max(0, delayMs), order: (order += 1), fn };
      pending += 1;
      push(heap, timer);
      return {
        dispose() {
          if (timer.fn === undefined) return;
          timer.fn = undefined;
          pending -= 1;
        },
      };
    },
    get pending() {
      return pending;
    },
    get events() {
      return events;
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      await runUntil(endMs);
      nowMs = endMs;
    },
    runUntilIdle: (maxMs = DAY_MS) => runUntil(nowMs + maxMs),
    async sleep(ms) {
      await drain();
      nowMs += ms;
      await runUntil(nowMs);
    },
    jumpWall(deltaMs) {
      wallOffsetMs += deltaMs;
    },
  };
}

function pumpBy(drain: () => Promise<void>): (step: () => boolean) => Promise<void> {
  return async (step) => {
    do await drain();
    while (step());
  };
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs;
}

function push(heap: Timer[], timer: Timer): void {
  let index = heap.push(timer) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(timer, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = heap[index * 2 + 1];
    const right = heap[index * 2 + 2];
    const isRight = right !== undefined && left !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || !isBefore(child, last)) break;
    heap[index] = child;
    index = index * 2 + (isRight ? 2 : 1);
  }
  heap[index] = last;
}
