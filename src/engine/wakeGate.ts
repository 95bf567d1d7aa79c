/*
 * Under retry: in the first second after the computer woke a request makes one attempt at most, for
 * the network is rarely there before the clocks are (engine page, A17). What was under way fails
 * then, all at once; without this every request would ask again at once.
 * It waits where retry waits, holding nothing, and only for the rest of that second.
 */
import type { RequestLedger, TargetCall } from '../core/index.ts';
import type { Layer } from '../core/index.ts';
import { drive, handOver } from './drive.ts';
import { sitOut, type WaitDeps } from './waiting.ts';
import type { WakeWatch } from './wakeWatch.ts';

export type WakeGateDeps = WaitDeps & { readonly wake: WakeWatch };

const FIRST_SECOND_MS = 1_000;

export function wakeGateLayer(deps: WakeGateDeps): Layer<TargetCall> {
  const { clock, wake } = deps;
  /** When each request began its last attempt. */
  const beganMs = new WeakMap<RequestLedger, number>();
  return (next) =>
    drive(async function* wakeGate(call: TargetCall) {
      const { ledger, target } = call;
      const wokeAtMs = wake.wokeAtMs();
      const untilMs = wokeAtMs + FIRST_SECOND_MS;
      const hasTried = (beganMs.get(ledger) ?? -Infinity) >= wokeAtMs;
      if (clock.nowMs() < untilMs && hasTried)
        yield* sitOut(deps, call, {
          ...{ target, reason: 'backoff', untilMs, canSwitch: false, ends: [] },
          isPointless: () => false,
        });
      beganMs.set(ledger, clock.nowMs());
      yield handOver(() => next(call));
    });
}
