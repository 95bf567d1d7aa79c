/*
 * What is to be probed next, and when, as a pure reading of the books: doubts after 10 and 30 s,
 * ill targets when their open time is over, and everybody every five minutes where the person
 * wants that. Where no token may be spent, only whether it can be reached. It keeps what is still
 * to be done; it starts nothing.
 */
import { targetKey } from '../core/index.ts';
import type { Clock, ProbeKind, Target } from '../core/index.ts';
import type { BreakerBook } from './breakerBook.ts';
import type { LockBook } from './lockBook.ts';
import type { EngineOptions } from './options.ts';
import type { PauseBook } from './pauseBook.ts';
import type { ProbeRules } from './probeRules.ts';

export type PlanDeps = {
  readonly clock: Clock;
  readonly breakers: BreakerBook;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
  readonly options: () => EngineOptions;
  readonly rules: ProbeRules;
};

export type Due = { readonly target: Target; readonly what: ProbeKind; readonly atMs: number };

/** After a failure, and after a person who gave up waiting (engine page, A1 and A5). */
const CONFIRM_MS = { failed: [10_000, 30_000], stopped: [10_000] } as const;
const CANARY_MS = 300_000;
/** Between two looks at whether an ill one can be reached. */
const REACH_MS = 300_000;
/** What proved nothing is tried again after this long, doubling. */
const UNPROVEN_MS = 30_000;
const UNPROVEN_MAX_MS = 900_000;

type Memory = {
  readonly confirmsAtMs: readonly number[];
  readonly canaryAtMs: number;
  readonly reachAtMs: number;
  readonly notBeforeMs: number;
  readonly unproven: number;
};

export interface ProbePlan {
  doubt(target: Target, why: keyof typeof CONFIRM_MS): void;
  /** The earliest that is to be done and that `isFree` allows. */
  next(isFree: (target: Target) => boolean): Due | undefined;
  started(due: Due): void;
  ended(due: Due, isProven: boolean): void;
}

export function createProbePlan(deps: PlanDeps): ProbePlan {
  const { clock, breakers, pauses, locks, options, rules } = deps;
  const memories = new Map<string, Memory>();
  const startMs = clock.nowMs();
  const of = (target: Target): Memory =>
    memories.get(targetKey(target)) ?? {
      confirmsAtMs: [],
      canaryAtMs: startMs + CANARY_MS,
      reachAtMs: 0,
      notBeforeMs: 0,
      unproven: 0,
    };
  const put = (target: Target, change: Partial<Memory>): void =>
    void memories.set(targetKey(target), { ...of(target), ...change });

  const dueOf = (target: Target): Due | undefined => {
    if (locks.inForce(target) !== undefined) return undefined;
    const { confirmsAtMs, canaryAtMs, reachAtMs, notBeforeMs } = of(target);
    const { state, openUntilMs } = breakers.of(target);
    const [confirmAtMs] = confirmsAtMs;
    const paid = rules.mayPay(target);
    const isPaidTrial = rules.isProbed(target);
    const at = (what: ProbeKind, atMs: number): Due => {
      const pausedMs = what === 'reach' ? 0 : (pauses.inForce(target)?.untilMs ?? 0);
      return { target, what, atMs: Math.max(atMs, notBeforeMs, pausedMs) };
    };
    if (state === 'half-open') return undefined;
    if (state === 'open')
      return isPaidTrial
        ? at('recovery', openUntilMs)
        : at('reach', Math.max(reachAtMs, openUntilMs));
    if (confirmAtMs !== undefined) return at(isPaidTrial ? 'confirm' : 'reach', confirmAtMs);
    return options().probes.mode === 'full' && paid ? at('canary', canaryAtMs) : undefined;
  };

  return {
    doubt(target, why) {
      const nowMs = clock.nowMs();
      if (breakers.of(target).state !== 'closed' || of(target).confirmsAtMs.length > 0) return;
      put(target, { confirmsAtMs: CONFIRM_MS[why].map((ms) => nowMs + ms) });
    },
    next(isFree) {
      const dues = rules
        .entries()
        .flatMap(({ target }) => (isFree(target) ? (dueOf(target) ?? []) : []));
      return dues.toSorted((a, b) => a.atMs - b.atMs)[0];
    },
    started({ target }) {
      const nowMs = clock.nowMs();
      const left = of(target).confirmsAtMs.filter((atMs) => atMs > nowMs);
      const isOpen = breakers.of(target).state !== 'closed';
      put(target, {
        confirmsAtMs: isOpen ? [] : left,
        canaryAtMs: nowMs + CANARY_MS,
        reachAtMs: nowMs + REACH_MS,
      });
    },
    ended({ target }, isProven) {
      const unproven = isProven ? 0 : of(target).unproven + 1;
      let restMs = UNPROVEN_MS;
      for (let i = 1; i < unproven && restMs < UNPROVEN_MAX_MS; i += 1) restMs *= 2;
      const notBeforeMs = isProven ? 0 : clock.nowMs() + Math.min(restMs, UNPROVEN_MAX_MS);
      put(target, { unproven, notBeforeMs });
    },
  };
}
