/*
 * Pulls from a stream that may never answer, so that nobody hangs on it (law 3).
 * `fail` rejects the pending pull and every later one at once, whatever the stream does; then it
 * calls `return()` without waiting, for `return()` queues behind a pending `next()`.
 * It aborts nothing itself: who fails a pull has aborted the signal first.
 */
import type { ChatError } from '../core/index.ts';

export interface Pull<T extends object> {
  /** The next event, or undefined at the end. */
  next(): Promise<T | undefined>;
  /** Idempotent; the first error stands. */
  fail(error: ChatError): void;
  /** Leave the stream without an error. Idempotent. */
  stop(): void;
}

/** The stream is opened by the first pull, so that a failure to open it is a failed pull. */
export function pullFrom<T extends object>(open: () => AsyncIterable<T>): Pull<T> {
  let source: AsyncIterator<T> | undefined;
  let failure: ChatError | undefined;
  let isStopped = false;
  let rejectPending: ((error: ChatError) => void) | undefined;

  const stop = (): void => {
    if (isStopped) return;
    isStopped = true;
    try {
      source?.return?.(undefined).then(ignore, ignore);
    } catch {
      // An iterator whose return() throws at once has nothing left to release.
    }
  };
  return {
    next() {
      return new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        rejectPending = reject;
        source ??= open()[Symbol.asyncIterator]();
        source.next().then(({ done, value }) => resolve(done === true ? undefined : value), reject);
      });
    },
    fail(error) {
      failure ??= error;
      rejectPending?.(failure);
      stop();
    },
    stop,
  };
}

function ignore(): void {
  // Nobody waits for a stream that was left.
}
