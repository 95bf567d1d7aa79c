/*
 * How the transport speaks of failure: one constructor for its ChatErrors and one race against
 * abort.
 * Promise: no error that leaves here carries a key, a path, a query or a foreign error object; the
 * cause is a fresh Error with the code and a scrubbed sentence, so printing it is always safe.
 * It classifies nothing (see netErrors) and repeats nothing.
 */
import { ChatError, dispositionOf } from '../../core/index.ts';
import type { ChatErrorFields } from '../../core/index.ts';

/** A ChatError whose scope comes from the disposition table. */
export function fault(fields: ChatErrorFields): ChatError {
  return new ChatError({ scope: dispositionOf(fields.kind).scope, ...fields });
}

/** Law 8 on the transport's own side: it refused, nothing was sent, nobody is to blame. */
export function refusal(kind: 'auth' | 'rejected', message: string): ChatError {
  return fault({ kind, origin: 'local', message });
}

/** What an aborted call throws: the ChatError given as the reason, else a plain `aborted`. */
export function abortError(signal: AbortSignal): ChatError {
  if (signal.reason instanceof ChatError) return signal.reason;
  return fault({ kind: 'aborted', origin: 'local', message: 'The request was stopped.' });
}

/**
 * `work`, or the abort error as soon as `signal` fires. The loser's rejection is handled, and no
 * listener stays behind: a stream may pass here once per chunk with one long-lived signal.
 */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(abortError(signal));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    work.then(
      (value) => {
        signal.removeEventListener('abort', stop);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', stop);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
