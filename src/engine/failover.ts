/*
 * Layer 5, the router as failover: the person's order, whoever is well first, primary again at the
 * next request because the order is read afresh. The only place that turns targets into a request.
 * Before the commit point a switch is invisible but for `switched` (and `retracted` where reasoning
 * was shown). After it the fragment is kept, marked by `seam-started`, and a whole answer follows:
 * two answers are never spliced; where the caller cannot fold, the failure is thrown.
 * It decides nothing by kind: `next` of the disposition table does. It never waits past the
 * deadline.
 */
import { ChatError, dispositionOf, sameTarget } from '../core/index.ts';
import type { EngineEvent, Handler, RequestCall, TargetCall } from '../core/index.ts';
import { abortError, throwIfAborted } from './abortError.ts';
import { BREAKER_REFUSED } from './breaker.ts';
import { freshDeadlineAt } from './deadline.ts';
import { decide, type Ask, type Decision, type DecisionDeps, type WaitFor } from './decision.ts';
import { drive, handOver, type Steps } from './drive.ts';
import { finalError } from './exhausted.ts';
import { createJourney, type Failed, type Journey } from './journey.ts';
import { createMoves } from './moves.ts';
import type { EngineOptions } from './options.ts';
import { nothingShown, see } from './shown.ts';
import { sitOut, type WaitDeps } from './waiting.ts';

export type RouterDeps = DecisionDeps & WaitDeps & { readonly options: () => EngineOptions };

export type Router = (next: Handler<TargetCall>) => Handler<RequestCall>;

export function failoverRouter(deps: RouterDeps): Router {
  return (next) =>
    drive(async function* failover(request: RequestCall) {
      const startedAtMs = deps.clock.nowMs();
      const journey = createJourney(request, deps.options().retry.repeatsMax);
      const moves = createMoves(deps.journal, request, journey);
      let call = request;
      let hasWaited = false;
      for (;;) {
        throwIfAborted(call.signal);
        const decision = decide(deps, call, journey);
        const { step } = decision;
        moves.noteSkips(decision.skipped);
        if (step.kind === 'end')
          throw finalError(deps, call, { journey, startedAtMs, ...decision });
        if (step.kind === 'wait') {
          if (step.reason === 'server-delay' && journey.hasTurnedAway()) {
            journey.hurry(step.target);
            continue;
          }
          yield* waitFor(deps, call, { step, decision, journey });
          hasWaited = true;
          continue;
        }
        journey.claim(step.candidate.target);
        const targetCall = moves.callFor(call, {
          step,
          hasWaited,
          patienceMs: patience(deps, decision),
        });
        yield* moves.announce(targetCall.target);
        const failure = yield* ask(next, targetCall, { journey, canSwitch: decision.others > 0 });
        if (failure === undefined) return;
        hasWaited = false;
        if (failure.error.cause === BREAKER_REFUSED) continue;
        journey.failed(failure);
        throwIfFinal(call, failure);
        // What follows a kept fragment has a deadline of its own (architecture, layer 4).
        if (failure.shown.isCommitted) {
          const { clock } = deps;
          const options = () => deps.options().deadlines;
          call = { ...call, deadlineAtMs: freshDeadlineAt({ clock, options }, call.lane) };
        }
      }
    });
}

function patience(deps: RouterDeps, { others }: Decision): number {
  return others > 0 ? deps.options().patience.otherEligibleMs : Infinity;
}

type Asking = { readonly journey: Journey; readonly canSwitch: boolean };

/** Passes one target's answer on; returns its failure, or nothing when it finished. */
async function* ask(
  next: Handler<TargetCall>,
  call: TargetCall,
  { journey, canSwitch }: Asking,
): Steps<Failed | undefined> {
  const { target } = call;
  const shown = nothingShown();
  try {
    yield handOver(() => next(call), {
      see(event) {
        see(shown, event);
        // Layers below know one target only: whether another could be asked is known here.
        if (event.type === 'wait-ended' && event.by === 'switch') journey.turnAway(target);
        return event.type === 'waiting-until' ? { ...event, canSwitch } : event;
      },
    });
    return undefined;
  } catch (error) {
    if (call.signal.aborted) throw abortError(call.signal);
    if (!(error instanceof ChatError)) throw error;
    return { target, error, shown };
  }
}

/** Throws where the table, the commit point or the request's own limits allow nobody else. */
function throwIfFinal(call: RequestCall, { error, shown }: Failed): void {
  if (shown.isCommitted && !call.limits.canFold) throw error;
  if (!mayGoToNext(error)) throw error;
}

function mayGoToNext(error: ChatError): boolean {
  const { next } = dispositionOf(error.kind);
  switch (next) {
    // `larger` waits for a catalog that knows windows, `opt-in` for the setting that allows it.
    case 'no':
    case 'larger':
    case 'opt-in':
      return false;
    // A cap of turn, day or month speaks of the request; a full queue or a target's cap does not.
    case 'unless-cap':
      return error.scope !== 'request';
    default:
      return true;
  }
}

type Pausing = { readonly step: WaitFor; readonly decision: Decision; readonly journey: Journey };

async function* waitFor(
  deps: RouterDeps,
  call: RequestCall,
  { step, decision, journey }: Pausing,
): AsyncGenerator<EngineEvent, void, undefined> {
  const { kind: _, ...what } = step;
  const by = yield* sitOut(deps, call, {
    ...what,
    canSwitch: decision.others > 0,
    canTryNow: step.reason === 'server-delay',
    isPointless: () => !isSameWait(step, decide(deps, call, journey).step),
  });
  if (by === 'try-now') journey.hurry(step.target);
  if (by === 'switch') journey.turnAway(step.target);
}

function isSameWait(wait: WaitFor, step: Ask | WaitFor | { readonly kind: 'end' }): boolean {
  return (
    step.kind === 'wait' &&
    step.reason === wait.reason &&
    step.untilMs === wait.untilMs &&
    sameTarget(step.target, wait.target)
  );
}
