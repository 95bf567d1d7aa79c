// The nearest that two libraries of resilience put together around the same provider: retry,
// breaker, bulkhead and a timeout around the whole. They wrap a call and see no event, count no
// money, know no silence between words, no second provider and no journal; the ratio says what
// those cost.

import * as cockatiel from 'cockatiel';
import CircuitBreaker from 'opossum';
import { answer, readAll, type Plan } from './underTest.ts';

export type Ask = (plan: Plan, signal: AbortSignal) => Promise<number>;

const HOUR_MS = 3_600_000;
const SLOTS = 2_000;

export function throughCockatiel(): Ask {
  const { bulkhead, circuitBreaker, ConsecutiveBreaker, handleAll, retry, timeout, wrap } =
    cockatiel;
  const policy = wrap(
    bulkhead(SLOTS, SLOTS),
    retry(handleAll, { maxAttempts: 2 }),
    circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5_000) }),
    timeout(HOUR_MS, cockatiel.TimeoutStrategy.Cooperative),
  );
  return (plan, signal) =>
    policy.execute((context) => readAll(answer(plan, context.signal)), signal);
}

/** Its bulkhead, breaker and timeout; it has no retry. `close` ends its timers. */
export function throughOpossum(): { readonly ask: Ask; readonly close: () => void } {
  const options = { timeout: HOUR_MS, errorThresholdPercentage: 50, capacity: SLOTS };
  const circuit = new CircuitBreaker(
    (plan: Plan, signal: AbortSignal) => readAll(answer(plan, signal)),
    options,
  );
  return { ask: (plan, signal) => circuit.fire(plan, signal), close: () => circuit.shutdown() };
}
