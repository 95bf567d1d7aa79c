/*
 * Waiting for a database that another window is writing to, without blocking this one.
 * SQLite itself waits at most 50 ms in each try (busy timeout); between tries there are
 * asynchronous pauses that grow and jitter, so that several windows do not meet again and again.
 * Gives up after about ten seconds, with SQLite's own error; repeats nothing else than `busy`.
 */
import { troubleOf } from './sqliteErrors.ts';

/**
 * Longest synchronous wait of one try. Among three writers one write was once seen to need 330 ms.
 */
export const BUSY_TIMEOUT_MS = 50;

const PAUSE_MIN_MS = 10;
const PAUSE_MAX_MS = 400;
const GIVE_UP_AFTER_MS = 10_000;

export async function whenFree<T>(run: () => T): Promise<T> {
  const startMs = performance.now();
  for (let pauseMs = PAUSE_MIN_MS; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS)) {
    try {
      return run();
    } catch (error) {
      const isOver = performance.now() - startMs > GIVE_UP_AFTER_MS;
      if (troubleOf(error) !== 'busy' || isOver) throw error;
    }
    await sleep(pauseMs * (0.5 + Math.random()));
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
