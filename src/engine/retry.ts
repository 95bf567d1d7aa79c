/*
 * Layer 6: repeats at the same target, as the table's `repeat` column says and no further.
 * Bounded by the request's ledger, the deadline, the call's patience, the breaker and the consent:
 * each is asked before the wait and again after it. It holds nothing while it sleeps.
 * Once content was shown nothing is repeated (law 2); shown reasoning is retracted first.
 * Rows that demand a changed request (`smaller`, `without-it`) are not repeated until something can
 * change it; `continuation` is the router's, which alone knows whether another target is left.
 */
import { ChatError, dispositionOf } from '../core/index.ts';
import type { EngineEvent, Handler, Layer, Random, RepeatRule, TargetCall } from '../core/index.ts';
import { createBackoff, fastDelayMs, type BackoffShape } from './backoff.ts';
import { drive, handOver, type HandOver } from './drive.ts';
import { timesOf } from './ledger.ts';
import { isPremium, type RetryOptions } from './options.ts';
import type { PauseBook } from './pauseBook.ts';
import { nothingShown, see, type Shown } from './shown.ts';
import { sitOut, type WaitDeps } from './waiting.ts';

export type RetryDeps = WaitDeps & {
  readonly random: Random;
  readonly options: () => RetryOptions;
  readonly pauses: PauseBook;
  /** Still armed, on, not locked, and its breaker closed. */
  readonly mayRepeat: (call: TargetCall) => boolean;
};

export function retryLayer(deps: RetryDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* retry(first: TargetCall) {
      const backoff = createBackoff(deps.random, () => shapeFor(deps.options(), first));
      let call = first;
      for (;;) {
        const shown = nothingShown();
        let failure: ChatError;
        try {
          yield through(next, call, shown);
          return;
        } catch (error) {
          if (!(error instanceof ChatError) || shown.isCommitted) throw error;
          failure = error;
        }
        const rest = planRest(deps, { call, failure, backoff });
        if (rest === undefined) throw failure;
        if (shown.hasReasoning) yield retract(deps, call);
        yield* sitOutRest(deps, { call, failure, rest });
        // A repeat is no trial any more: the trial's failure has settled it.
        const { trial: _, ...plain } = first;
        call = { ...plain, attemptId: first.ledger.nextAttemptId(), origin: 'retry' };
      }
    });
}

function through(next: Handler<TargetCall>, call: TargetCall, shown: Shown): HandOver {
  return handOver(() => next(call), { see: (event) => see(shown, event) });
}

type Rest = { readonly untilMs: number; readonly reason: 'backoff' | 'server-delay' };
type Failed = { readonly call: TargetCall; readonly failure: ChatError };

/** When to repeat, with the repeat claimed; undefined when it is not to be repeated here. */
function planRest(
  deps: RetryDeps,
  { call, failure, backoff }: Failed & { readonly backoff: () => number },
): Rest | undefined {
  const rule = dispositionOf(failure.kind).repeat;
  if (call.signal.aborted || rule === 'never' || !deps.mayRepeat(call)) return undefined;
  const drawnMs = draw(deps.random, rule, backoff);
  if (drawnMs === undefined) return undefined;
  const rest = restUntil(deps, call, deps.clock.nowMs() + drawnMs);
  if (rest === undefined || !call.ledger.takeRepeat(call.target, timesOf(rule, call.lane)))
    return undefined;
  return rest;
}

/** The later of our own wait and the server's, if patience and deadline allow for it. */
function restUntil(deps: RetryDeps, call: TargetCall, ownUntilMs: number): Rest | undefined {
  const pause = deps.pauses.inForce(call.target);
  // A delay that no server named is worth no wait where somebody else can answer.
  if (pause?.isGuess === true && call.patienceMs !== Infinity) return undefined;
  const pausedUntilMs = pause?.untilMs ?? 0;
  const untilMs = Math.max(ownUntilMs, pausedUntilMs);
  if (untilMs >= call.deadlineAtMs) return undefined;
  if (pausedUntilMs > deps.clock.nowMs() + call.patienceMs) return undefined;
  return { untilMs, reason: pausedUntilMs >= ownUntilMs ? 'server-delay' : 'backoff' };
}

/** Returns when the repeat may start; throws the failure when it no longer may. */
async function* sitOutRest(
  deps: RetryDeps,
  { call, failure, rest }: Failed & { readonly rest: Rest },
): AsyncGenerator<EngineEvent, void, undefined> {
  let current: Rest | undefined = rest;
  while (current !== undefined) {
    const { reason, untilMs } = current;
    const isPaused = (): boolean => deps.pauses.inForce(call.target) !== undefined;
    const by = yield* sitOut(deps, call, {
      target: call.target,
      reason,
      untilMs,
      error: failure,
      // The router, which knows the other targets, fills this in on the way up.
      canSwitch: false,
      ends: ['try-now', 'switch'],
      isPointless: () => !deps.mayRepeat(call) || (reason === 'server-delay' && !isPaused()),
    });
    if (by === 'switch' || !deps.mayRepeat(call)) throw failure;
    if (by === 'try-now' || !isPaused()) return;
    // Somebody else's answer has prolonged the pause meanwhile.
    current = restUntil(deps, call, deps.clock.nowMs());
  }
  throw failure;
}

function draw(random: Random, rule: RepeatRule, backoff: () => number): number | undefined {
  if (rule.how === 'fast') return fastDelayMs(random);
  if (rule.how === 'backoff') return backoff();
  return rule.how === 'after-delay' ? 0 : undefined;
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
