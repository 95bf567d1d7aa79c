/*
 * A promise that is waited for only so long: its value, or undefined when the time is over or when
 * it failed. The timer is gone with the first of the two, and what comes later is dropped.
 * It cancels nothing: who started the work decides what becomes of it.
 */
import type { Clock } from '../core/index.ts';

export function within<T>(
  clock: Clock,
  waitMs: number,
  work: Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  return new Promise((resolve) => {
    const timer = clock.after(waitMs, () => resolve(undefined));
    const end = (result: { readonly value: T } | undefined): void => {
      timer.dispose();
      resolve(result);
    };
    work.then(
      (value) => end({ value }),
      () => end(undefined),
    );
  });
}
