/*
 * One probe, from its beginning to what came of it: free, whether somebody can be reached; or paid,
 * under a lease that windows share and with one of the day's twenty taken. A store that does not
 * answer in time leaves the decision to memory, and the journal says so.
 * It never throws, and ends when its controller says so.
 */
import { ChatError, dispositionOf, targetKey } from '../core/index.ts';
import type { Handler, Journal, Random, Target, TargetCall, WindowId } from '../core/index.ts';
import { BREAKER_REFUSED } from './breaker.ts';
import type { BreakerBook } from './breakerBook.ts';
import { createProbeCalls, type ProbeCall } from './probeCall.ts';
import type { Due } from './probePlan.ts';
import type { ProbeRuleDeps, ProbeRules } from './probeRules.ts';
import { within } from './within.ts';

export type ProbeRunDeps = ProbeRuleDeps & {
  readonly journal: Journal;
  readonly random: Random;
  readonly windowId: WindowId;
  readonly breakers: BreakerBook;
  readonly rules: ProbeRules;
  /** The layers from the bulkhead down. */
  readonly ask: () => Handler<TargetCall>;
};

/** `wrong`: it answered what is not true. `given-up`: another was first. */
export type ProbeEnd = {
  readonly outcome: 'answered' | 'wrong' | 'failed' | 'unproven' | 'given-up';
  readonly error?: ChatError;
};

/** A lease outlives the first token's limit by so much (engine page, A1). */
const LEASE_REST_MS = 5_000;
const STORE_MAX_MS = 250;
const REACH_MAX_MS = 10_000;

export function createProbeRuns(deps: ProbeRunDeps) {
  const { clock, journal, options, leases, rules } = deps;
  const limitMs = (): number => options().timeouts.firstTokenMs || options().deadlines.probeMs;
  const callFor = createProbeCalls({ ...deps, limitMs });
  return (due: Due, controller: AbortController): Promise<ProbeEnd> =>
    due.what === 'reach' ? reach(due.target, controller) : pay(due, controller);

  async function reach(target: Target, controller: AbortController): Promise<ProbeEnd> {
    journal.note({ type: 'probe-started', target, what: 'reach' });
    const limit = clock.after(REACH_MAX_MS, () => controller.abort(tooLate(target)));
    try {
      await deps.providerOf(target.providerId)?.reach(controller.signal);
      return { outcome: 'answered' };
    } catch (error) {
      return { outcome: 'failed', ...(error instanceof ChatError ? { error } : {}) };
    } finally {
      limit.dispose();
    }
  }

  async function pay({ target, what }: Due, controller: AbortController): Promise<ProbeEnd> {
    const lease = `trial of ${deps.providerOf(target.providerId)?.family ?? target.providerId}`;
    const taken = await within(clock, STORE_MAX_MS, leases.take(lease, limitMs() + LEASE_REST_MS));
    if (taken?.value === false) return { outcome: 'given-up' };
    const nth = await rules.take(target);
    const by = taken === undefined ? 'memory' : 'lease';
    const probe = callFor(target, what, deps.breakers.of(target).state !== 'closed');
    const follow = (): void => probe.link.abort(controller.signal.reason);
    controller.signal.addEventListener('abort', follow, { once: true });
    try {
      if (nth === undefined || controller.signal.aborted) return { outcome: 'given-up' };
      journal.note({ type: 'probe-started', target, what, nth, by });
      return await askedBy(deps.ask(), probe, (barred) => rules.bar(barred));
    } finally {
      controller.signal.removeEventListener('abort', follow);
      probe.link.dispose();
      leases.giveBack(lease).catch(() => undefined);
    }
  }
}

/** Asks, and says what came of it; never throws. */
async function askedBy(
  ask: Handler<TargetCall>,
  { call, isRight }: ProbeCall,
  bar: (target: Target) => void,
): Promise<ProbeEnd> {
  let said = '';
  try {
    for await (const event of ask(call)) if (event.type === 'text-delta') said += event.text;
    return { outcome: isRight(said) ? 'answered' : 'wrong' };
  } catch (error) {
    if (!(error instanceof ChatError)) return { outcome: 'failed' };
    if (call.signal.aborted || error.cause === BREAKER_REFUSED)
      return { outcome: 'given-up', error };
    // Money that nobody has allowed is not asked for every minute.
    if (error.budget !== undefined) bar(call.target);
    const { weight } = dispositionOf(error.kind);
    return { outcome: weight === 0 ? 'unproven' : 'failed', error };
  }
}

function tooLate(target: Target): ChatError {
  const message = `${targetKey(target)} could not be reached within ${REACH_MAX_MS / 1000} s.`;
  return new ChatError({ kind: 'connect', net: 'connect-timeout', message, target });
}
