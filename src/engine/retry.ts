/*
 * Layer 6: repeats at the same target, as the table's `repeat` column says and no further.
 * Bounded by the request's ledger, the deadline, the call's patience, the breaker and the consent:
 * each is asked before the wait and again after it. It holds nothing while it sleeps.
 * Once content was shown nothing is repeated (law 2); shown reasoning is retracted first.
 * A refused setting is left out at once and from then on (`without-it`); a smaller request is the
 * ladder's to make, and `continuation` the router's, which alone knows whom else to ask.
 */
import { ChatError, dispositionOf, isSetting } from '../core/index.ts';
import type {
  EngineEvent,
  Handler,
  Layer,
  Random,
  RepeatRule,
  TargetCall,
  WaitEnded,
} from '../core/index.ts';
import { createBackoff, fastDelayMs, type BackoffShape } from './backoff.ts';
import { drive, handOver, type HandOver } from './drive.ts';
import { timesOf } from './ledger.ts';
import { isPremium, type RetryOptions } from './options.ts';
import type { PauseBook } from './pauseBook.ts';
import type { RateBook } from './rateBook.ts';
import type { RefusalBook } from './refusalBook.ts';
import { refusedBy } from './refusal.ts';
import { nothingShown, see, type Shown } from './shown.ts';
import { sitOut, type WaitDeps } from './waiting.ts';

export type RetryDeps = WaitDeps & {
  readonly random: Random;
  readonly options: () => RetryOptions;
  readonly pauses: PauseBook;
  readonly rates: Pick<RateBook, 'held'>;
  readonly refusals: Pick<RefusalBook, 'refused' | 'spare'>;
  /** Still armed, on, not locked, and its breaker closed. */
  readonly mayRepeat: (call: TargetCall) => boolean;
};

export function retryLayer(deps: RetryDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* retry(first: TargetCall) {
      const backoff = createBackoff(deps.random, () => shapeFor(deps.options(), first));
      let call = spared(deps, first);
      let before: ChatError | undefined;
      for (;;) {
        const shown = nothingShown();
        let failure: ChatError;
        try {
          yield through(next, call, shown);
          return;
        } catch (error) {
          if (!(error instanceof ChatError) || shown.isCommitted) throw error;
          // A repeat that never left: what went wrong is still what went wrong before.
          if (before !== undefined && refusedBy(error) !== undefined) throw before;
          failure = error;
          before = error;
        }
        if (failure.refused !== undefined) deps.refusals.refused(call.target, failure.refused);
        const rest = planRest(deps, { call, failure, backoff });
        if (rest === undefined) throw failure;
        if (shown.hasReasoning) yield retract(deps, call);
        const by = yield* sitOutRest(deps, { call, failure, rest });
        // A repeat is no trial any more: the trial's failure has settled it.
        const { trial: _, isHurried: __, ...plain } = first;
        const repeat = { attemptId: first.ledger.nextAttemptId(), origin: 'retry' } as const;
        const again: TargetCall = {
          ...plain,
          ...repeat,
          ...(by === 'try-now' ? { isHurried: true as const } : {}),
        };
        call = spared(deps, again, failure);
      }
    });
}

/** The call without the settings that its target refuses, which is noted. */
function spared({ refusals, journal }: RetryDeps, call: TargetCall, last?: ChatError): TargetCall {
  const { target, requestId, turnId, attemptId } = call;
  const { request, settings } = refusals.spare(target, call.request);
  if (settings.length === 0) return call;
  const isNew = last?.refused !== undefined;
  const of = { requestId, turnId, attemptId, target };
  journal.note({ type: 'settings-left-out', ...of, settings, isNew });
  return { ...call, request };
}

function through(next: Handler<TargetCall>, call: TargetCall, shown: Shown): HandOver {
  return handOver(() => next(call), { see: (event) => see(shown, event) });
}

type Rest = { readonly untilMs: number; readonly reason: 'backoff' | 'server-delay' | 'rate' };
type Failed = { readonly call: TargetCall; readonly failure: ChatError };

/** When to repeat, with the repeat claimed; undefined when it is not to be repeated here. */
function planRest(
  deps: RetryDeps,
  { call, failure, backoff }: Failed & { readonly backoff: () => number },
): Rest | undefined {
  const { repeat: rule, repeatCost } = dispositionOf(failure.kind);
  if (call.signal.aborted || rule === 'never' || !deps.mayRepeat(call)) return undefined;
  const drawnMs = mayChange(call, failure, rule) ? draw(deps.random, rule, backoff) : undefined;
  if (drawnMs === undefined) return undefined;
  const rest = restUntil(deps, call, deps.clock.nowMs() + drawnMs);
  if (rest === undefined) return undefined;
  const times = timesOf(rule, call.lane);
  return call.ledger.takeRepeat(call.target, times, repeatCost) ? rest : undefined;
}

/** Where the rule demands a request without something: is that ours to leave out, and in it? */
function mayChange({ request }: TargetCall, { refused }: ChatError, { how }: RepeatRule): boolean {
  if (how !== 'without-it') return true;
  return refused !== undefined && isSetting(refused) && refused in request;
}

/** The later of our own wait and the server's, if patience and deadline allow for it. */
function restUntil(deps: RetryDeps, call: TargetCall, ownUntilMs: number): Rest | undefined {
  const pause = deps.pauses.inForce(call.target);
  // A delay that no server named is worth no wait where somebody else can answer.
  if (pause?.isGuess === true && call.patienceMs !== Infinity) return undefined;
  const hold = deps.rates.held(call.target, call.request);
  const isRate = (hold?.untilMs ?? 0) > (pause?.untilMs ?? 0);
  const pausedUntilMs = Math.max(pause?.untilMs ?? 0, hold?.untilMs ?? 0);
  const untilMs = Math.max(ownUntilMs, pausedUntilMs);
  if (untilMs >= call.deadlineAtMs) return undefined;
  if (pausedUntilMs > deps.clock.nowMs() + call.patienceMs) return undefined;
  if (pausedUntilMs < ownUntilMs) return { untilMs, reason: 'backoff' };
  return { untilMs, reason: isRate ? 'rate' : 'server-delay' };
}

/** Returns when the repeat may start; throws the failure when it no longer may. */
async function* sitOutRest(
  deps: RetryDeps,
  { call, failure, rest }: Failed & { readonly rest: Rest },
): AsyncGenerator<EngineEvent, WaitEnded['by'], undefined> {
  let current: Rest | undefined = rest;
  while (current !== undefined) {
    const { reason, untilMs } = current;
    const isPaused = (): boolean =>
      deps.pauses.inForce(call.target) !== undefined ||
      deps.rates.held(call.target, call.request) !== undefined;
    const by = yield* sitOut(deps, call, {
      target: call.target,
      reason,
      untilMs,
      error: failure,
      // The router, which knows the other targets, fills this in on the way up.
      canSwitch: false,
      ends: ['try-now', 'switch'],
      isPointless: () => !deps.mayRepeat(call) || (reason !== 'backoff' && !isPaused()),
    });
    if (by === 'switch' || !deps.mayRepeat(call)) throw failure;
    if (by === 'try-now' || !isPaused()) return by;
    // Somebody else's answer has prolonged the pause meanwhile.
    current = restUntil(deps, call, deps.clock.nowMs());
  }
  throw failure;
}

function draw(random: Random, rule: RepeatRule, backoff: () => number): number | undefined {
  if (rule.how === 'fast') return fastDelayMs(random);
  if (rule.how === 'backoff') return backoff();
  return rule.how === 'after-delay' || rule.how === 'without-it' ? 0 : undefined;
}

function shapeFor(options: RetryOptions, { lane }: TargetCall): BackoffShape {
  const { policy, baseMs } = options;
  return { policy, baseMs, capMs: isPremium(lane) ? options.capMs : options.capBestEffortMs };
}

function retract({ journal }: RetryDeps, call: TargetCall): EngineEvent {
  const { requestId, turnId, target } = call;
  journal.note({ type: 'retracted', requestId, turnId, target });
  return { type: 'retracted', target };
}
