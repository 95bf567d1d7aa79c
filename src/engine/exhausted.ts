/*
 * The one error that a request ends with when nobody is left to ask.
 * A lone candidate's lone cause is thrown as it is, for it says more than any summary. Otherwise
 * `exhausted` carries every cause in order and names every target with its reason, where a server's
 * pause is the obstacle, when asking again makes sense, and who of those left alone is tried first.
 * A deadline that passed before anybody was asked is `deadline`.
 */
import { ChatError, dispositionOf, targetKey, withTarget } from '../core/index.ts';
import type {
  ChatErrorFields,
  Clock,
  PassedOver,
  RequestCall,
  SkipReason,
  Target,
} from '../core/index.ts';
import type { BreakerBook } from './breakerBook.ts';
import type { Candidate, Skip } from './candidates.ts';
import type { Journey } from './journey.ts';
import type { LockBook } from './lockBook.ts';
import type { PauseBook } from './pauseBook.ts';

export type ExhaustedDeps = {
  readonly clock: Clock;
  readonly breakers: Pick<BreakerBook, 'of'>;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
};

export type Ending = {
  readonly journey: Journey;
  readonly eligible: readonly Candidate[];
  readonly skipped: readonly Skip[];
  readonly startedAtMs: number;
};

export function finalError(deps: ExhaustedDeps, call: RequestCall, ending: Ending): ChatError {
  const { journey, eligible, skipped, startedAtMs } = ending;
  const nowMs = deps.clock.nowMs();
  const unasked = eligible.filter(({ target }) => !journey.wasAsked(target));
  const locked = unasked.flatMap(({ target }): readonly Cause[] => {
    const lock = deps.locks.inForce(target);
    return lock === undefined ? [] : [{ target, error: lock.error }];
  });
  const named: readonly Cause[] = [...journey.failures, ...locked];
  const [only] = named;
  if (only !== undefined && named.length === 1 && eligible.length <= 1) return only.error;
  // Too long for everybody who was asked, and nobody takes more: that says what helps.
  const longest = journey.failures.at(-1);
  if (longest !== undefined && journey.failures.every(isTooLong)) return longest.error;
  const causes = named.map(({ target, error }) => withTarget(error, target));

  const waitedMs = nowMs - startedAtMs;
  const isLate = nowMs >= call.deadlineAtMs;
  if (isLate && causes.length === 0) {
    const message = 'The time for this request ran out before anybody could be asked.';
    return new ChatError({ kind: 'deadline', origin: 'local', message, waitedMs });
  }
  const pauses = eligible.flatMap(({ target }) => deps.pauses.inForce(target) ?? []);
  const full = skipped.filter(({ reason }) => reason === 'rate');
  const retryAtMs = Math.min(...[...pauses, ...full].map(({ untilMs = Infinity }) => untilMs));
  return new ChatError({
    kind: 'exhausted',
    origin: 'local',
    message:
      `${isLate ? 'The time ran out.' : 'Nobody could answer.'} ${reasons(named, ending)}`.trim(),
    causes,
    ...(causes.length > 0 || pauses.length > 0 ? {} : { passedOver: passedOver(skipped) }),
    ...(retryAtMs === Infinity ? {} : { retryAfterMs: retryAtMs - nowMs }),
    ...soonestBack(deps, eligible, nowMs),
  });
}

/** Who of those that are left alone is asked again first, and in how long. */
function soonestBack(
  { breakers, locks, pauses }: ExhaustedDeps,
  eligible: readonly Candidate[],
  nowMs: number,
): Pick<ChatErrorFields, 'mayReturn'> {
  let first: ChatErrorFields['mayReturn'];
  for (const { target } of eligible) {
    const { state, openUntilMs } = breakers.of(target);
    if (state !== 'open' || locks.inForce(target) !== undefined) continue;
    const afterMs = Math.max(openUntilMs, pauses.inForce(target)?.untilMs ?? 0) - nowMs;
    if (afterMs > 0 && afterMs < (first?.afterMs ?? Infinity)) first = { target, afterMs };
  }
  return first === undefined ? {} : { mayReturn: first };
}

function isTooLong({ error }: Cause): boolean {
  return dispositionOf(error.kind).next === 'larger';
}

function passedOver(skipped: readonly Skip[]): readonly PassedOver[] {
  return skipped.map(({ target, reason }) => ({ target, reason }));
}

type Cause = { readonly target: Target; readonly error: ChatError };

function reasons(named: readonly Cause[], { journey, skipped }: Ending): string {
  const said = named.map(({ target, error }) => `${targetKey(target)}: ${error.message}`);
  const passed = skipped
    .filter(({ target, reason }) => WORDS[reason] !== undefined && !journey.wasAsked(target))
    .map(({ target, reason }) => `${targetKey(target)} ${WORDS[reason]}.`);
  return [...said, ...passed].join(' ');
}

/** Reasons worth a clause in the sentence; the others explain themselves or are not at fault. */
const WORDS: Partial<Record<SkipReason, string>> = {
  'not-armed': 'may only be asked when it is chosen',
  off: 'is off',
  'needs-key': 'needs a key',
  tier: 'is above the privacy tier of this conversation',
  'not-local': 'is not on this computer',
  context: 'takes less than this question needs',
  vision: 'sees no images',
  tools: 'uses no tools',
  class: 'is too simple a model for this',
  paused: 'is paused',
  rate: 'has had all that its limit of rate allows',
  open: 'is paused',
};
