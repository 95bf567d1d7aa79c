/*
 * The router's next step as a pure reading of candidates, books and the request's journey: ask
 * somebody, wait for something, or end. It claims nothing, waits for nothing, notes nothing.
 * Order of preference: whoever is well, in chain order; the same target once more where its answer
 * broke and nobody else is well; then, so that the breaker is never the reason that nobody is
 * asked, one live trial at a time; last, the earliest end of a pause that a server asked for.
 */
import { sameTarget } from '../core/index.ts';
import type { BreakerCause, ChatError, Clock, RateFacts, Target } from '../core/index.ts';
import type { BreakerBook } from './breakerBook.ts';
import { candidatesOf, type Candidate, type CandidateDeps, type Skip } from './candidates.ts';
import type { Journey } from './journey.ts';
import type { Descending } from './ladder.ts';
import type { LockBook } from './lockBook.ts';
import type { PauseBook } from './pauseBook.ts';
import type { RateBook } from './rateBook.ts';

export type DecisionDeps = CandidateDeps & {
  readonly clock: Clock;
  readonly breakers: BreakerBook;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
  readonly rates: Pick<RateBook, 'held' | 'headroom'>;
};

export type Ask = {
  readonly kind: 'ask';
  readonly candidate: Candidate;
  readonly isTrial: boolean;
  /** The target whose answer broke is asked once more, nobody else being well. */
  readonly goesOn: boolean;
};
export type WaitFor = {
  readonly kind: 'wait';
  readonly target: Target;
  readonly reason: 'server-delay' | 'rate' | 'trial-running';
  readonly untilMs: number;
  readonly error?: ChatError;
};
export type Decision = {
  readonly step: Ask | WaitFor | { readonly kind: 'end' };
  /** Who was passed over, refused candidates included. */
  readonly skipped: readonly Skip[];
  /** How many more targets than the one at hand this request could still turn to. */
  readonly others: number;
  readonly eligible: readonly Candidate[];
  /** Who else is well and was not asked yet, in chain order. */
  readonly well: readonly Candidate[];
};

type Health =
  | { readonly is: 'well' | 'due' | 'busy' }
  | { readonly is: 'open'; readonly untilMs: number; readonly cause: BreakerCause }
  | { readonly is: 'paused' | 'locked'; readonly untilMs: number; readonly error: ChatError }
  | { readonly is: 'full'; readonly untilMs: number; readonly rate: RateFacts };
type Seen = { readonly candidate: Candidate; readonly health: Health };

/** Engine page, A10: with less than this left of a limit, whoever has more is asked first. */
const HEADROOM_MIN = 0.15;

export function decide(deps: DecisionDeps, call: Descending, journey: Journey): Decision {
  const { eligible, refused } = candidatesOf(deps, call);
  const seen = inTurn(deps, eligible, journey).map((candidate) => ({
    candidate,
    health: healthOf(deps, call, journey, candidate),
  }));
  const step = stepOf(deps, call, { seen, eligible, journey });
  const atHand = targetOf(step);
  const isAtHand = ({ candidate }: Seen): boolean =>
    atHand !== undefined && sameTarget(candidate.target, atHand);
  const passed = step.kind === 'ask' ? seen.findIndex(isAtHand) : -1;
  const before = passed < 0 ? seen : seen.slice(0, passed);
  const isOpen = (each: Seen): boolean => each.health.is !== 'locked' && !isAtHand(each);
  const others = seen.filter(isOpen).length;
  const well = seen
    .filter((each) => each.health.is === 'well' && !isAtHand(each))
    .map(({ candidate }) => candidate)
    .filter(({ target }) => !journey.wasAsked(target));
  const place = eligible.findIndex(({ target }) => sameTarget(target, atHand ?? target));
  const low = passed < 0 ? [] : lowBefore(deps, eligible, place, seen.slice(passed + 1));
  // Whose own word it is that the question is too much for it was not passed over.
  const unasked = refused.filter(({ target }) => !journey.wasAsked(target));
  const skipped = [...unasked, ...before.flatMap(skipOf), ...low];
  return { step, skipped, others, eligible, well };
}

/**
 * Those never asked first, of them who is preferred and who has room; then those who had no place,
 * then those whose pause may be sat out; each in chain order.
 */
function inTurn(
  deps: DecisionDeps,
  eligible: readonly Candidate[],
  journey: Journey,
): readonly Candidate[] {
  const turnOf = (candidate: Candidate): number => {
    if (journey.wasAsked(candidate.target)) return 4;
    if (journey.isPostponed(candidate.target)) return 3;
    if (isLow(deps, candidate)) return 2;
    return journey.isPreferred(candidate.target) ? 0 : 1;
  };
  return eligible
    .filter((candidate) => journey.isOpen(candidate))
    .map((candidate) => ({ candidate, turn: turnOf(candidate) }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ candidate }) => candidate);
}

/** Whom the person picked is asked first, however little is left. */
function isLow({ rates }: DecisionDeps, { target, isPicked }: Candidate): boolean {
  return !isPicked && rates.headroom(target) < HEADROOM_MIN;
}

/** Who stands before the one at hand in the chain, and was put behind it for want of room. */
function lowBefore(
  deps: DecisionDeps,
  eligible: readonly Candidate[],
  atHand: number,
  behind: readonly Seen[],
): readonly Skip[] {
  return behind.flatMap((one): readonly Skip[] => {
    if (eligible.indexOf(one.candidate) > atHand || !isLow(deps, one.candidate)) return [];
    const { target } = one.candidate;
    if (one.health.is !== 'well' && one.health.is !== 'due') return skipOf(one);
    return [{ target, reason: 'headroom', headroom: deps.rates.headroom(target) }];
  });
}

function healthOf(
  deps: DecisionDeps,
  call: Descending,
  journey: Journey,
  { target, reduced }: Candidate,
): Health {
  const lock = deps.locks.inForce(target);
  if (lock !== undefined) return { is: 'locked', untilMs: lock.untilMs, error: lock.error };
  const pause = journey.isHurried(target) ? undefined : deps.pauses.inForce(target);
  if (pause !== undefined) return { is: 'paused', untilMs: pause.untilMs, error: pause.error };
  const { request } = reduced ?? call;
  const hold = journey.isHurried(target) ? undefined : deps.rates.held(target, request);
  if (hold !== undefined) return { is: 'full', untilMs: hold.untilMs, rate: hold.facts };
  const { state, openUntilMs, cause, trial: running } = deps.breakers.of(target);
  if (state === 'closed') return { is: 'well' };
  // A probe gives way to a question where nobody else can be asked.
  if (state === 'half-open' && running === 'live') return { is: 'busy' };
  return deps.breakers.admitsTrial(target)
    ? { is: 'due' }
    : { is: 'open', untilMs: openUntilMs, cause };
}

type Situation = {
  readonly seen: readonly Seen[];
  readonly eligible: readonly Candidate[];
  readonly journey: Journey;
};

function stepOf(deps: DecisionDeps, call: Descending, situation: Situation): Decision['step'] {
  const { seen } = situation;
  const END = { kind: 'end' } as const;
  if (deps.clock.nowMs() >= call.deadlineAtMs) return END;
  const first = (...states: readonly Health['is'][]): Seen | undefined =>
    seen.find(({ health }) => states.includes(health.is));

  const well = first('well', 'due');
  if (well !== undefined) return ask(well);
  // Simpler models stand below: nobody is waited for, and no trial is made, before they are asked.
  if (call.rung?.classMin !== undefined) return END;
  const again = goingOn(deps, call, situation, ['well', 'due']);
  if (again !== undefined) return again;
  const pause = earliestPause(seen);
  const busy = first('busy');
  if (busy !== undefined) {
    const untilMs = Math.min(call.deadlineAtMs, pause?.untilMs ?? Infinity);
    return { kind: 'wait', target: busy.candidate.target, reason: 'trial-running', untilMs };
  }
  const open = first('open');
  if (open !== undefined) return ask(open);
  const trial = goingOn(deps, call, situation, ['open']);
  if (trial !== undefined) return trial;
  return pause !== undefined && pause.untilMs < call.deadlineAtMs ? pause : END;
}

function targetOf(step: Decision['step']): Target | undefined {
  if (step.kind === 'end') return undefined;
  return step.kind === 'ask' ? step.candidate.target : step.target;
}

function ask({ candidate, health }: Seen): Ask {
  return { kind: 'ask', candidate, isTrial: health.is !== 'well', goesOn: false };
}

function goingOn(
  deps: DecisionDeps,
  call: Descending,
  { eligible, journey }: Situation,
  states: readonly Health['is'][],
): Ask | undefined {
  // Who has failed to go on with it since does not hide whose answer it is.
  const { failures } = journey;
  const last = failures.findLast(({ shown }) => shown.isCommitted) ?? failures.at(-1);
  if (last === undefined) return undefined;
  const candidate = eligible.find(({ target }) => sameTarget(target, last.target));
  if (candidate === undefined || !journey.mayGoOn(candidate)) return undefined;
  const { is } = healthOf(deps, call, journey, candidate);
  if (!states.includes(is)) return undefined;
  return { kind: 'ask', candidate, isTrial: is !== 'well', goesOn: true };
}

function earliestPause(seen: readonly Seen[]): WaitFor | undefined {
  let earliest: WaitFor | undefined;
  for (const { candidate, health } of seen) {
    const isPause = health.is === 'paused' || health.is === 'full';
    if (!isPause || health.untilMs >= (earliest?.untilMs ?? Infinity)) continue;
    const of = { kind: 'wait', target: candidate.target, untilMs: health.untilMs } as const;
    earliest =
      health.is === 'paused'
        ? { ...of, reason: 'server-delay', error: health.error }
        : { ...of, reason: 'rate' };
  }
  return earliest;
}

function skipOf({ candidate: { target }, health }: Seen): readonly Skip[] {
  switch (health.is) {
    case 'paused':
    case 'locked':
      return [{ target, reason: health.is, untilMs: health.untilMs }];
    case 'open':
      return [{ target, reason: health.is, untilMs: health.untilMs, cause: health.cause }];
    case 'full':
      return [{ target, reason: 'rate', untilMs: health.untilMs, rate: health.rate }];
    case 'busy':
      return [{ target, reason: 'open' }];
    default:
      return [];
  }
}
