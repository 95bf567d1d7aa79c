/*
 * The circuit breakers, one per target: closed → open → half-open → closed or open again.
 * Reading claims nothing. A trial is claimed by a permit, one at a time per target; whatever
 * happens to its attempt, the permit is settled exactly once: success, failure, or given back
 * (cancel, failures that weigh nothing), which leaves the breaker as open as it was.
 * Every transition is a journal note with its reason. State is plain data; options are read live.
 */
import { dispositionOf, targetKey } from '../core/index.ts';
import type { BreakerState, ChatError, Clock, Journal, Target } from '../core/index.ts';
import type { Changes } from './changes.ts';
import { afterFailure, afterTrial, CLEAN, whyOpen, type Tally } from './consecutiveRule.ts';
import type { BreakerOptions } from './options.ts';
import { isWithin, type Scope } from './scope.ts';

type BreakerData = {
  readonly target: Target;
  readonly state: BreakerState;
  readonly tally: Tally;
  /** Monotonic end of the open time; kept while half-open. */
  readonly openUntilMs: number;
  readonly why: string;
  readonly error: ChatError | undefined;
  /** Which trial runs, while half-open. */
  readonly trialId: number;
};

/** Leave to make one attempt. Each method acts once, and only while the permit is in force. */
export interface Permit {
  /** First token seen: that settles a trial. */
  progressed(): void;
  /** The answer is whole. */
  succeeded(): void;
  failed(error: ChatError): void;
  /** Neither success nor failure: nobody's fault. Idempotent. */
  giveBack(): void;
}

export interface BreakerBook {
  of(target: Target): BreakerData;
  /** Open time is over: the next call may be the trial. */
  isDue(target: Target): boolean;
  /** Undefined when the breaker refuses: not closed and no trial, or one is running. */
  claim(target: Target, trial: 'live' | 'probe' | undefined): Permit | undefined;
  reset(scope: Scope): void;
}

export type BreakerDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly options: () => BreakerOptions;
};

export function createBreakerBook(deps: BreakerDeps): BreakerBook {
  const { clock, options } = deps;
  const entries = new Map<string, BreakerData>();
  const of = (target: Target): BreakerData => entries.get(targetKey(target)) ?? healthy(target);
  const put = (data: BreakerData): void => void entries.set(targetKey(data.target), data);
  const move = (after: BreakerData): void => {
    const before = of(after.target);
    put(after);
    note(deps, before, after);
  };
  const open = (data: BreakerData, why: string, error: ChatError): void => {
    const openUntilMs = clock.nowMs() + options().openMs;
    move({ ...data, state: 'open', tally: CLEAN, openUntilMs, why, error, trialId: 0 });
  };
  const books: Books = { of, put, move, open, options };
  let trials = 0;

  return {
    of,
    isDue: (target) => {
      const data = of(target);
      return data.state === 'open' && clock.nowMs() >= data.openUntilMs;
    },
    claim(target, trial) {
      const data = of(target);
      if (data.state === 'closed') return permitFor(books, target, 0);
      if (data.state === 'half-open' || trial === undefined) return undefined;
      trials += 1;
      const isOver = clock.nowMs() >= data.openUntilMs;
      const why = isOver ? 'the pause is over: one trial' : 'nobody else can be asked: one trial';
      move({ ...data, state: 'half-open', why, trialId: trials });
      return permitFor(books, target, trials);
    },
    reset(scope) {
      for (const [key, data] of entries) {
        if (!isWithin({ target: data.target }, scope)) continue;
        if (data.state !== 'closed') move({ ...healthy(data.target), why: 'put right by hand' });
        entries.delete(key);
      }
    },
  };
}

type Books = {
  readonly of: (target: Target) => BreakerData;
  readonly put: (data: BreakerData) => void;
  readonly move: (data: BreakerData) => void;
  readonly open: (data: BreakerData, why: string, error: ChatError) => void;
  readonly options: () => BreakerOptions;
};

/** `trialId` 0: an ordinary attempt at a closed breaker. */
function permitFor(books: Books, target: Target, trialId: number): Permit {
  const { of, put, move, open, options } = books;
  let isSettled = false;
  const settle = (): boolean => !isSettled && (isSettled = true);
  // False once the trial was settled by its first token, or the breaker was put right by hand.
  const isTrialOn = (): boolean => trialId !== 0 && of(target).trialId === trialId;
  const close = (): void =>
    move({
      ...of(target),
      state: 'closed',
      tally: afterTrial(options()),
      why: 'the trial was answered',
      trialId: 0,
    });
  const reopen = (): void =>
    move({ ...of(target), state: 'open', why: 'the trial proved nothing', trialId: 0 });

  return {
    progressed() {
      if (!isSettled && isTrialOn()) close();
    },
    succeeded() {
      if (!settle()) return;
      if (isTrialOn()) close();
      // News of attempts that began before it opened neither prolong nor end the open time.
      if (of(target).state === 'closed') put({ ...of(target), tally: CLEAN });
    },
    failed(error) {
      if (!settle()) return;
      const weight = weightOf(error);
      const data = of(target);
      if (isTrialOn()) {
        if (weight === 0) reopen();
        else open(data, `the trial failed (${error.kind})`, error);
      } else if (weight > 0 && data.state === 'closed') {
        const tally = afterFailure(data.tally, weight);
        const why = whyOpen(tally, options());
        if (why === undefined) put({ ...data, tally, error });
        else open(data, why, error);
      }
    },
    giveBack() {
      if (settle() && isTrialOn()) reopen();
    },
  };
}

/** How much a failure weighs: its row's weight, and nothing when our own rule made it (law 5). */
function weightOf(error: ChatError): number {
  return error.origin === 'local' ? 0 : dispositionOf(error.kind).weight;
}

function healthy(target: Target): BreakerData {
  const nothing = { tally: CLEAN, openUntilMs: 0, why: '', error: undefined, trialId: 0 };
  return { target, state: 'closed', ...nothing };
}

function note(deps: BreakerDeps, before: BreakerData, after: BreakerData): void {
  deps.journal.note({
    type: 'breaker-changed',
    scope: { target: after.target },
    from: before.state,
    to: after.state,
    why: after.why,
    ...(after.state === 'open' ? { untilMs: after.openUntilMs } : {}),
  });
  deps.changes.ring();
}
