/*
 * Layer 7, third part: books what each attempt says about pauses and locks, and closes where one
 * came while a call was on its way to it (in the queue for a place).
 * Refusals with a server's delay go into the pause book, refusals that only the person can mend
 * into the lock book; success clears the doubling of pauses without a hint.
 * It makes nobody wait: whom it turns away the router asks afresh, and retry reads the books.
 */
import { ChatError, targetKey } from '../core/index.ts';
import type { Clock, Layer, TargetCall } from '../core/index.ts';
import type { LockBook } from './lockBook.ts';
import type { PauseBook } from './pauseBook.ts';
import { refuse } from './refusal.ts';

export type RateGateDeps = {
  readonly clock: Clock;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
};

export function rateGateLayer({ clock, pauses, locks }: RateGateDeps): Layer<TargetCall> {
  return (next) =>
    async function* rateGate(call) {
      const startedAtMs = clock.nowMs();
      const pause = call.isHurried === true ? undefined : pauses.inForce(call.target);
      if (pause !== undefined)
        throw refuse(
          call.target,
          'gate-closed',
          `${targetKey(call.target)} is paused: ${pause.why}.`,
        );
      try {
        for await (const event of next(call)) {
          if (event.type === 'finish') pauses.succeeded(call.target, startedAtMs);
          yield event;
        }
      } catch (error) {
        if (!call.signal.aborted && error instanceof ChatError) {
          pauses.failed(call.target, error);
          locks.failed(call.target, error);
        }
        throw error;
      }
    };
}
