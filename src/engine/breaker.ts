/*
 * Layer 9: asks the breaker's leave for each attempt and tells it how the attempt went.
 * Claimed after queueing, so a trial cannot rot in line. A cancel gives the permit back from the
 * abort listener itself (law 3) and moves no breaker (law 5).
 * A refusal is `rejected` with the cause `BREAKER_REFUSED`: the router then decides afresh.
 */
import { ChatError, isProgress, targetKey } from '../core/index.ts';
import type { Layer, TargetCall } from '../core/index.ts';
import type { BreakerBook } from './breakerBook.ts';
import { drive, handOver } from './drive.ts';

/** Marks the breaker's own refusal, which means: the state changed since the router looked. */
export const BREAKER_REFUSED = 'breaker-refused';

export function breakerLayer(book: BreakerBook): Layer<TargetCall> {
  return (next) =>
    drive(async function* breaker(call: TargetCall) {
      const permit = book.claim(call.target, call.trial);
      if (permit === undefined) throw refusal(call);
      const giveBack = (): void => permit.giveBack();
      call.signal.addEventListener('abort', giveBack, { once: true });
      try {
        yield handOver(() => next(call), {
          see(event) {
            if (isProgress(event)) permit.progressed();
            if (event.type === 'finish') permit.succeeded();
          },
        });
      } catch (error) {
        if (!call.signal.aborted && error instanceof ChatError) permit.failed(error);
        throw error;
      } finally {
        call.signal.removeEventListener('abort', giveBack);
        giveBack();
      }
    });
}

function refusal({ target }: TargetCall): ChatError {
  return new ChatError({
    kind: 'rejected',
    origin: 'local',
    message: `${targetKey(target)} is paused.`,
    target,
    cause: BREAKER_REFUSED,
  });
}
