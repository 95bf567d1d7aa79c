/*
 * Layer 5, the router as failover: the person's order, whoever is well first, primary again at the
 * next request because the order is read afresh. The only place that turns targets into a request.
 * Before the commit point a switch is invisible but for `switched` (and `retracted` where reasoning
 * was shown). After it what was shown stands, marked by `seam-started`: the answer goes on without
 * what the continuation repeats, or a whole one follows; a caller for whom neither is possible gets
 * the failure. It decides nothing by kind: `next` of the disposition table does. It never waits
 * past the deadline.
 */
import { dispositionOf, sameTarget } from '../core/index.ts';
import type {
  ChatError,
  ChoiceRule,
  EngineEvent,
  Handler,
  RequestCall,
  Target,
  TargetCall,
} from '../core/index.ts';
import { throwIfAborted } from './abortError.ts';
import { ask } from './asking.ts';
import type { Candidate } from './candidates.ts';
import { contestFor } from './contest.ts';
import { continued, isContinuable, midStreamPlan, type Continued } from './continuation.ts';
import { freshDeadlineAt } from './deadline.ts';
import { decide, type Ask, type Decision, type WaitFor } from './decision.ts';
import { drive } from './drive.ts';
import { finalError } from './exhausted.ts';
import { isRoomier } from './fitness.ts';
import { createJourney, type Failed, type Journey } from './journey.ts';
import type { Purse } from './ledger.ts';
import { degraded, isAtFoot, stepDown, type Descending } from './ladder.ts';
import { createMoves, type Moves } from './moves.ts';
import { narrowedBy } from './narrowing.ts';
import type { PrefillBook } from './prefillBook.ts';
import { refusedBy } from './refusal.ts';
import { contested, isIll, openingRule, type StrategyDeps } from './strategies.ts';
import { sitOut, type WaitDeps } from './waiting.ts';
import type { WarmUp } from './warmUp.ts';

export type RouterDeps = StrategyDeps &
  WaitDeps & {
    readonly prefills: PrefillBook;
    /** Makes the next target ready while one under way keeps the reader waiting. */
    readonly warmUp: WarmUp;
    /** The budget of repeats; without it only the request's own bound holds. */
    readonly purse?: Purse;
  };

export type Router = (next: Handler<TargetCall>) => Handler<RequestCall>;

export function failoverRouter(deps: RouterDeps): Router {
  return (next) =>
    drive(async function* failover(request: RequestCall) {
      const startedAtMs = deps.clock.nowMs();
      const journey = journeyOf(deps, request);
      const moves = createMoves(deps.journal, request, journey);
      const opening = openingRule(deps, request, journey);
      deps.bucket.earn();
      let call: Descending = request;
      let hasWaited = false;
      /** What is kept of an answer that is to go on. */
      let kept: string | undefined;
      for (;;) {
        throwIfAborted(call.signal);
        const decision = decide(deps, call, journey);
        const { step } = decision;
        if (step.kind !== 'end' || isAtFoot(call)) moves.noteSkips(decision.skipped);
        if (step.kind === 'end') {
          const lower = stepDown(call);
          if (lower === undefined)
            throw (
              brokenFor(call, journey) ??
              finalError(deps, call, { journey, startedAtMs, ...decision })
            );
          call = lower;
          continue;
        }
        if (journey.isBarred(targetOf(step))) continue;
        if (step.kind === 'wait') {
          if (step.reason !== 'trial-running' && journey.hasTurnedAway()) {
            journey.hurry(step.target);
            continue;
          }
          yield* waitFor(deps, call, { step, decision, journey });
          hasWaited = true;
          continue;
        }
        const { target } = step.candidate;
        const turn = { call, step, decision, kept, hasWaited, journey, moves, opening };
        const { targetCall, goesOn, handler, warming } = prepared(deps, next, turn);
        yield* moves.announce(target, goesOn === undefined ? 'fold' : 'continue');
        yield* degraded(deps, call, step.candidate);
        const failure = yield* ask(handler, targetCall, {
          ...{ journey, warming },
          canSwitch: decision.others > 0,
          goesOnWith: goesOn && { kept: kept ?? '', unsentSpace: goesOn.unsentSpace },
        });
        if (failure === undefined) {
          deps.balance.told(target, true);
          return;
        }
        hasWaited = false;
        if (isIll(failure)) deps.balance.told(failure.target, false);
        if (isDecidedAfresh(failure, journey)) continue;
        journey.failed(failure);
        call = narrowedBy(deps.models, call, { ...failure, request: targetCall.request });
        if (failure.shown.isCommitted) {
          call = afresh(deps, call);
          kept = yield* afterBreak(deps, { call, failure, kept: kept ?? '' });
          // Without a seam to see, only what is sure to go on may stand behind what was shown.
          if (!call.limits.canFold) journey.limitTo((other) => deps.prefills.isTaken(other.target));
        } else if (goesOn === undefined) {
          if (!mayGoToNext(failure.error)) throw failure.error;
          if (dispositionOf(failure.error.kind).next === 'larger')
            journey.limitTo((other) => isRoomierFor(deps, call, { failure, other }));
        } else if (goesOn.sentAs === 'prefill' && isOurDoing(failure.error)) {
          deps.prefills.refused(target);
          journey.again(target);
        }
      }
    });
}

type Turn = {
  readonly call: Descending;
  readonly step: Ask;
  readonly decision: Decision;
  readonly kept: string | undefined;
  readonly hasWaited: boolean;
  readonly journey: Journey;
  readonly moves: Moves;
  readonly opening: ChoiceRule | undefined;
};

/** The chosen target's call, and whom it is asked through: alone, or with others beside it. */
function prepared(deps: RouterDeps, next: Handler<TargetCall>, turn: Turn) {
  const { call, step, decision, kept, hasWaited, journey, moves, opening } = turn;
  const { candidate } = step;
  const isHurried = journey.isHurried(candidate.target);
  journey.claim(candidate.target);
  const goesOn = goingOn(deps, call, { candidate, kept });
  const isOpening = journey.failures.length === 0 && journey.isPreferred(candidate.target);
  const targetCall = moves.callFor(call, {
    ...{ step, hasWaited, isHurried, goesOn },
    patienceMs: journey.isPostponed(candidate.target) ? Infinity : patience(deps, call, decision),
    rule: isOpening ? opening : undefined,
  });
  const isAlone = goesOn !== undefined || hasWaited;
  const contest = isAlone ? undefined : contestFor(deps, call, { step, decision, journey });
  const asked =
    contest === undefined ? next : contested(deps, next, { call, contest, journey, moves });
  const warming = deps.warmUp(targetCall, decision.well[0]?.target);
  return { targetCall, goesOn, handler: asked, warming };
}

function journeyOf({ journal, purse, options }: RouterDeps, call: RequestCall): Journey {
  const { requestId, turnId } = call;
  return createJourney(call, options().retry.repeatsMax, {
    ...(purse === undefined ? {} : { purse }),
    onRefused: (refusal) => journal.note({ type: 'repeat-refused', requestId, turnId, ...refusal }),
  });
}

const targetOf = (step: Ask | WaitFor): Target =>
  step.kind === 'ask' ? step.candidate.target : step.target;

/** Nobody was asked: something has changed since the router looked. */
function isDecidedAfresh({ error, target }: Failed, journey: Journey): boolean {
  const by = refusedBy(error);
  if (by === 'no-slot') return journey.postpone(target);
  return by === 'breaker-refused' || by === 'gate-closed';
}

function patience(deps: RouterDeps, { rung }: Descending, { others }: Decision): number {
  const isAlone = others === 0 && rung?.classMin === undefined;
  return !isAlone ? deps.options().patience.otherEligibleMs : Infinity;
}

/** What follows a kept fragment has a deadline of its own (architecture, layer 4). */
function afresh(deps: RouterDeps, call: Descending): Descending {
  const options = () => deps.options().deadlines;
  return { ...call, deadlineAtMs: freshDeadlineAt({ clock: deps.clock, options }, call.lane) };
}

function goingOn(
  { prefills }: RouterDeps,
  call: RequestCall,
  { candidate, kept }: { readonly candidate: Candidate; readonly kept: string | undefined },
): Continued | undefined {
  if (kept === undefined) return undefined;
  const { request } = candidate.reduced ?? call;
  return continued(request, kept, prefills.isTaken(candidate.target));
}

/** A request that we have changed was refused: that says nothing about what was asked. */
function isOurDoing({ origin, scope }: ChatError): boolean {
  return origin === 'remote' && scope === 'request';
}

/** To a caller that cannot fold, the failure that broke its answer, not what came of it later. */
function brokenFor({ limits }: RequestCall, { failures }: Journey): ChatError | undefined {
  return limits.canFold ? undefined : failures.find(({ shown }) => shown.isCommitted)?.error;
}

type Larger = { readonly failure: Failed; readonly other: Candidate };

/** It takes more, or gets less. */
function isRoomierFor(
  { models }: RouterDeps,
  { request }: RequestCall,
  { failure: { target, error }, other }: Larger,
): boolean {
  if (other.reduced?.left.some(({ what }) => what === 'questions') === true) return true;
  return isRoomier(models, request, { other: other.target, tried: target, scope: error.scope });
}

type Broken = { readonly call: RequestCall; readonly failure: Failed; readonly kept: string };

/** What is to be gone on with; undefined where a whole answer follows. */
async function* afterBreak(
  deps: RouterDeps,
  { call, failure, kept }: Broken,
): AsyncGenerator<EngineEvent, string | undefined, undefined> {
  const { error } = failure;
  if (!mayGoToNext(error)) throw error;
  const cut = { ...failure, text: kept + failure.text };
  const plan = midStreamPlan(call, cut, deps.options().midStream.mode);
  if (plan === 'throw') throw error;
  if (plan !== 'ask') return plan === 'continue' ? cut.text : undefined;
  const canContinue = isContinuable(call, cut);
  const by = yield* sitOut(deps, call, {
    target: failure.target,
    reason: 'mid-stream',
    untilMs: call.deadlineAtMs,
    error,
    canSwitch: false,
    canContinue,
    ends: canContinue ? ['continue', 'restart'] : ['restart'],
    isPointless: () => false,
  });
  // Nobody said a word: the fragment stands, and the person may ask again when they are back.
  if (by === 'time') throw error;
  return by === 'continue' ? cut.text : undefined;
}

function mayGoToNext(error: ChatError): boolean {
  const { next } = dispositionOf(error.kind);
  switch (next) {
    // `opt-in` waits for the setting that allows it.
    case 'no':
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
  call: Descending,
  { step, decision, journey }: Pausing,
): AsyncGenerator<EngineEvent, void, undefined> {
  const { kind: _, ...what } = step;
  const by = yield* sitOut(deps, call, {
    ...what,
    canSwitch: decision.others > 0,
    ends: step.reason === 'trial-running' ? ['switch'] : ['try-now', 'switch'],
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
