/*
 * A promise that is waited for only so long: its value, or undefined when the time is over, when it
 * failed, or when nobody wants it any more. The timer is gone with the first of the two, and what
 * comes later is dropped. It cancels nothing: who started the work decides what becomes of it.
 */
import type { Clock } from '../core/index.ts';

export function within<T>(
  clock: Clock,
  waitMs: number,
  work: Promise<T>,
  signal?: AbortSignal,
): Promise<{ readonly value: T } | undefined> {
  return new Promise((resolve) => {
    const end = (result?: { readonly value: T }): void => {
      timer.dispose();
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const timer = clock.after(waitMs, end);
    const onAbort = (): void => end();
    signal?.addEventListener('abort', onAbort, { once: true });
    work.then(
      (value) => end({ value }),
      () => end(),
    );
  });
}
