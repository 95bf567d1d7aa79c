/*
 * Layer 7, third part: what servers and the person said about when. It reserves room under limits
 * of rate and settles it by what was used, books pauses and locks from failures, and clears the
 * doubling of pauses after a success.
 * It makes nobody wait, but is closed to a call on whose way (in the queue for a place) a pause or
 * a limit came: the router asks afresh. Whom the person hurried passes.
 */
import { ChatError, targetKey } from '../core/index.ts';
import type { Clock, Layer, TargetCall } from '../core/index.ts';
import { drive, handOver } from './drive.ts';
import type { LockBook } from './lockBook.ts';
import type { OutputForecast } from './outputForecast.ts';
import type { PauseBook } from './pauseBook.ts';
import type { RateBook } from './rateBook.ts';
import { refuse } from './refusal.ts';

export type RateGateDeps = {
  readonly clock: Clock;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
  readonly rates: RateBook;
  /** Learns how long answers are, for the next estimate. */
  readonly forecast: OutputForecast;
};

export function rateGateLayer(deps: RateGateDeps): Layer<TargetCall> {
  const { clock, pauses, locks, rates, forecast } = deps;
  return (next) =>
    drive(async function* rateGate(call: TargetCall) {
      const { target, request, signal } = call;
      const startedAtMs = clock.nowMs();
      if (call.isHurried !== true) throwIfClosed(deps, call);
      const reservation = rates.reserve(target, request);
      const end = (): void => reservation.end();
      signal.addEventListener('abort', end, { once: true });
      try {
        yield handOver(() => next(call), {
          see(event) {
            reservation.see(event);
            if (event.type === 'usage') forecast.observe(target, event.usage.outputTokens);
            if (event.type === 'finish') pauses.succeeded(target, startedAtMs);
          },
        });
      } catch (error) {
        if (!signal.aborted && error instanceof ChatError) {
          reservation.failed(error);
          pauses.failed(target, error);
          locks.failed(target, error);
        }
        throw error;
      } finally {
        signal.removeEventListener('abort', end);
        end();
      }
    });
}

function throwIfClosed({ pauses, rates }: RateGateDeps, { target, request }: TargetCall): void {
  const pause = pauses.inForce(target);
  if (pause !== undefined)
    throw refuse(target, 'gate-closed', `${targetKey(target)} is paused: ${pause.why}.`);
  if (rates.held(target, request) !== undefined)
    throw refuse(target, 'gate-closed', `${targetKey(target)} has reached a limit of rate.`);
}
