/*
 * The second half of layer 7: books what each attempt says about pauses and locks.
 * Refusals with a server's delay go into the pause book, refusals that only the person can mend
 * into the lock book; success clears the doubling of pauses without a hint.
 * It makes nobody wait: router and retry read the books. Token buckets join here later.
 */
import { ChatError } from '../core/index.ts';
import type { Clock, Layer, TargetCall } from '../core/index.ts';
import { drive, handOver } from './drive.ts';
import type { LockBook } from './lockBook.ts';
import type { PauseBook } from './pauseBook.ts';

export type RateGateDeps = {
  readonly clock: Clock;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
};

export function rateGateLayer({ clock, pauses, locks }: RateGateDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* rateGate(call: TargetCall) {
      const startedAtMs = clock.nowMs();
      try {
        yield handOver(() => next(call), {
          see(event) {
            if (event.type === 'finish') pauses.succeeded(call.target, startedAtMs);
          },
        });
      } catch (error) {
        if (!call.signal.aborted && error instanceof ChatError) {
          pauses.failed(call.target, error);
          locks.failed(call.target, error);
        }
        throw error;
      }
    });
}
