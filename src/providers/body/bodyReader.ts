/*
 * Pulls chunks from a body with one promise of its own per pull, so that an abort ends a pending
 * pull within a tick, whatever the body does, and a pull can be given a time limit. `close` lets go
 * of the body without waiting for it: a body that hangs, or that was never begun, does not answer,
 * so `onAbandon` tells whoever opened the connection that nobody will read on. No listener and no
 * timer outlives `close`.
 */
import { ChatError, type Clock, type Disposable } from '../../core/index.ts';

export type BodyReader = {
  /** The next chunk; `end` at the end; `late` when `limitMs` went by first. */
  next(limitMs?: number): Promise<Uint8Array | 'end' | 'late'>;
  close(): void;
};

/** What an abort is thrown as: the `ChatError` given as its reason, else `aborted`. */
export function abortError(signal: AbortSignal): ChatError {
  return signal.reason instanceof ChatError
    ? signal.reason
    : new ChatError({ kind: 'aborted', origin: 'local', message: 'The request was stopped' });
}

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw abortError(signal);
}

export function createBodyReader(
  clock: Clock,
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onAbandon: () => void = () => undefined,
): BodyReader {
  const chunks = body[Symbol.asyncIterator]();
  let stopPending: ((error: ChatError) => void) | undefined;
  let isClosed = false;
  let isOver = false;

  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    signal.removeEventListener('abort', onAbort);
    // Queues behind a pending pull and may reject: nobody waits for either.
    chunks.return?.().then(undefined, () => undefined);
    if (!isOver) onAbandon();
  };
  const onAbort = (): void => {
    stopPending?.(abortError(signal));
    close();
  };
  signal.addEventListener('abort', onAbort, { once: true });

  return {
    close,
    next(limitMs) {
      if (signal.aborted) return Promise.reject(abortError(signal));
      if (isClosed) return Promise.resolve('end');
      return new Promise((resolve, reject) => {
        let timer: Disposable | undefined;
        const settle = (act: () => void): void => {
          timer?.dispose();
          stopPending = undefined;
          act();
        };
        stopPending = (error) => settle(() => reject(error));
        if (limitMs !== undefined)
          timer = clock.after(limitMs, () => settle(() => resolve('late')));
        chunks.next().then(
          (read) => {
            isOver = read.done === true;
            settle(() => resolve(read.done === true ? 'end' : read.value));
          },
          (error: unknown) => settle(() => reject(asError(error))),
        );
      });
    },
  };
}

/** Waits for a promise no longer than the signal; what arrives too late is handed to `discard`. */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  discard: (late: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(abortError(signal));
      promise.then(discard, () => undefined);
    };
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', onAbort);
        if (!signal.aborted) resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(asError(error));
      },
    );
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('Something that is no error was thrown');
}
