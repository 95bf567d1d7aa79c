/*
 * Pulls from a stream that may never answer, so that nobody hangs on it (law 3).
 * `fail` rejects the pending pull and every later one at once, whatever the stream does; then it
 * calls `return()` without waiting, for `return()` queues behind a pending `next()`.
 * It aborts nothing itself: who fails a pull has aborted the signal first.
 */
export interface Pull<T> {
  next(): Promise<IteratorResult<T>>;
  /** Idempotent; the first error stands. */
  fail(error: unknown): void;
  /** Leave the stream without an error. Idempotent. */
  stop(): void;
}

/** The stream is opened by the first pull, so that a failure to open it is a failed pull. */
export function pullFrom<T>(open: () => AsyncIterable<T>): Pull<T> {
  let source: AsyncIterator<T> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let isStopped = false;
  let rejectPending: ((error: unknown) => void) | undefined;

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
          reject(failure.error as Error);
          return;
        }
        rejectPending = reject;
        source ??= open()[Symbol.asyncIterator]();
        source.next().then(resolve, reject);
      });
    },
    fail(error) {
      failure ??= { error };
      rejectPending?.(failure.error);
      stop();
    },
    stop,
  };
}

function ignore(): void {
  // Nobody waits for a stream that was left.
}
