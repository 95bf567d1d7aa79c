/*
 * How a target is, for people: one word, until when, and why with its figure.
 * A lock outweighs everything, for only the person can help; then a running trial, then whichever
 * of the server's pause and the breaker's ends last. A breaker whose open time is over has no end
 * to count down to: the next question is its trial. It reads the books and changes nothing.
 */
import { errorRecord } from '../core/index.ts';
import type { ChatError, Clock, Target, TargetStatus } from '../core/index.ts';
import type { BreakerBook } from './breakerBook.ts';
import type { LockBook } from './lockBook.ts';
import type { PauseBook } from './pauseBook.ts';

export type StatusDeps = {
  readonly clock: Clock;
  readonly breakers: BreakerBook;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
};

export function targetStatus(deps: StatusDeps, target: Target): TargetStatus {
  const { clock, breakers, pauses, locks } = deps;
  const breaker = breakers.of(target);
  const of = { target, breaker: breaker.state };
  const until = (untilMs: number) => {
    const restMs = untilMs - clock.nowMs();
    return restMs > 0 ? { untilMs, untilWallMs: clock.wallMs() + restMs } : {};
  };
  const lock = locks.inForce(target);
  if (lock !== undefined)
    return { ...of, state: 'locked', ...until(lock.untilMs), why: lock.why, ...record(lock.error) };
  if (breaker.state === 'half-open')
    return { ...of, state: 'checking', why: breaker.why, ...record(breaker.error) };
  const pause = pauses.inForce(target);
  const openUntilMs = breaker.state === 'open' ? breaker.openUntilMs : -Infinity;
  if (pause !== undefined && pause.untilMs >= openUntilMs)
    return {
      ...of,
      state: 'paused',
      ...until(pause.untilMs),
      why: pause.why,
      ...record(pause.error),
    };
  if (breaker.state === 'open')
    return {
      ...of,
      state: 'paused',
      ...until(openUntilMs),
      why: breaker.why,
      ...record(breaker.error),
    };
  return { ...of, state: 'working' };
}

function record(error: ChatError | undefined): Pick<TargetStatus, 'error'> {
  return error === undefined ? {} : { error: errorRecord(error) };
}
