/*
 * What one request has been through so far: who was asked and said what, who was given up by the
 * person, whose pause the person overrode. Lives as long as the request and knows no target's
 * health.
 * A target is asked once, and again only after a pause its server asked for or with a request made
 * smaller, and only while the request's ledger has a repeat left for it.
 */
import { dispositionOf, sameTarget, targetKey } from '../core/index.ts';
import type { ChatError, RequestCall, RepeatRule, Target } from '../core/index.ts';
import type { Candidate } from './candidates.ts';
import { isChangedFor } from './narrowing.ts';
import { createLedger, timesOf, type Ledger, type LedgerParts } from './ledger.ts';
import { asksForPause } from './pauseBook.ts';
import type { Shown } from './shown.ts';

export type Failed = {
  readonly target: Target;
  readonly error: ChatError;
  readonly shown: Shown;
  /** The visible words among it. */
  readonly text: string;
};

export interface Journey {
  readonly ledger: Ledger;
  /** Each target's failure that reached the router, in order. */
  readonly failures: readonly Failed[];
  failed(failure: Failed): void;
  wasAsked(target: Target): boolean;
  /** May this candidate still be asked, now or after a wait? */
  isOpen(candidate: Candidate): boolean;
  /** May the last target be asked once more because nobody else is left? */
  mayGoOn(candidate: Candidate): boolean;
  /** From now on nobody else may be asked; what was demanded before holds as well. */
  limitTo(isFit: (candidate: Candidate) => boolean): void;
  /** It refused the way it was asked, not the question: it may be asked once more, otherwise. */
  again(target: Target): void;
  /**
   * It had no place in time: whoever else is open is asked before it, and then it is waited for as
   * long as it takes. False the second time: that is its answer.
   */
  postpone(target: Target): boolean;
  isPostponed(target: Target): boolean;
  /** Whether asking this one again is refused for want of budget; it is then asked no more. */
  isBarred(target: Target): boolean;
  /** Claim the repeat that asking again costs; a first question costs none. */
  claim(target: Target): void;
  /** The person turned away from `target`: whoever is next is asked at once, even in a pause. */
  turnAway(target: Target): void;
  /** Whether the person has turned away and nobody is asked since. */
  hasTurnedAway(): boolean;
  /** Asked before all others, where it is well. */
  prefer(target: Target): void;
  isPreferred(target: Target): boolean;
  hurry(target: Target): void;
  isHurried(target: Target): boolean;
}

export function createJourney(call: RequestCall, repeatsMax: number, of?: LedgerParts): Journey {
  const ledger = createLedger(call.requestId, repeatsMax, of);
  const failures: Failed[] = [];
  const last = createLast();
  const marks = createMarks();
  let localOnly = false;
  let isAway = false;
  let preferred: Target | undefined;
  const demands: ((candidate: Candidate) => boolean)[] = [];

  const isAllowed = (candidate: Candidate): boolean =>
    !marks.has('given-up', candidate.target) &&
    !marks.has('barred', candidate.target) &&
    (candidate.isLocal || !localOnly) &&
    demands.every((isFit) => isFit(candidate));
  const mayRepeat = (target: Target, rule: RepeatRule): boolean =>
    ledger.mayRepeat(target, timesOf(rule, call.lane));

  return {
    ledger,
    failures,
    failed(failure) {
      failures.push(failure);
      last.set(failure.target, failure.error);
      if (dispositionOf(failure.error.kind).next === 'local-only') localOnly = true;
    },
    wasAsked: (target) => last.of(target) !== undefined,
    isOpen(candidate) {
      if (!isAllowed(candidate)) return false;
      const error = last.of(candidate.target);
      if (error === undefined) return true;
      if (marks.has('otherwise', candidate.target)) return ledger.mayRepeat(candidate.target, 1);
      const rule = last.ruleOf(candidate.target);
      if (rule === undefined || !mayRepeat(candidate.target, rule)) return false;
      return isAfterPause(rule, error) || isChangedFor(rule, candidate);
    },
    mayGoOn(candidate) {
      const rule = last.ruleOf(candidate.target);
      return (
        isAllowed(candidate) && rule?.how === 'continuation' && mayRepeat(candidate.target, rule)
      );
    },
    limitTo: (isFit) => void demands.push(isFit),
    again: (target) => void marks.put('otherwise', target),
    postpone: (target) => marks.put('postponed', target),
    isPostponed: (target) => marks.has('postponed', target),
    isBarred(target) {
      const isUnpaid =
        last.of(target) !== undefined && ledger.isUnpaid(target, last.costOf(target));
      if (isUnpaid) marks.put('barred', target);
      return isUnpaid;
    },
    claim(target) {
      marks.drop('hurried', target);
      isAway = false;
      const rule = last.ruleOf(target);
      const times = marks.drop('otherwise', target) ? 1 : rule && timesOf(rule, call.lane);
      if (times !== undefined) ledger.takeRepeat(target, times, last.costOf(target));
    },
    turnAway(target) {
      marks.put('given-up', target);
      isAway = true;
    },
    hasTurnedAway: () => isAway,
    prefer: (target) => void (preferred = target),
    isPreferred: (target) => preferred !== undefined && sameTarget(preferred, target),
    hurry: (target) => void marks.put('hurried', target),
    isHurried: (target) => marks.has('hurried', target),
  };
}

/** What each target said last, and what the table says to it. */
function createLast() {
  const errors = new Map<string, ChatError>();
  const of = (target: Target): ChatError | undefined => errors.get(targetKey(target));
  return {
    of,
    set: (target: Target, error: ChatError): void => void errors.set(targetKey(target), error),
    ruleOf(target: Target): RepeatRule | undefined {
      const error = of(target);
      const repeat = error === undefined ? 'never' : dispositionOf(error.kind).repeat;
      return repeat === 'never' ? undefined : repeat;
    },
    costOf(target: Target): number {
      const error = of(target);
      return error === undefined ? 0 : dispositionOf(error.kind).repeatCost;
    },
  };
}

type Mark = 'given-up' | 'hurried' | 'barred' | 'postponed' | 'otherwise';

/** What became of targets in this request beside their failures. */
function createMarks() {
  const marks = new Set<string>();
  const key = (mark: Mark, target: Target): string => `${mark} ${targetKey(target)}`;
  return {
    has: (mark: Mark, target: Target): boolean => marks.has(key(mark, target)),
    /** Whether it is new. */
    put(mark: Mark, target: Target): boolean {
      const before = marks.size;
      return marks.add(key(mark, target)).size > before;
    },
    drop: (mark: Mark, target: Target): boolean => marks.delete(key(mark, target)),
  };
}

/** Unchanged repeats that only waited for the server's pause to end. */
function isAfterPause(rule: RepeatRule, error: ChatError): boolean {
  const isUnchanged = rule.how === 'fast' || rule.how === 'backoff' || rule.how === 'after-delay';
  return isUnchanged && asksForPause(error);
}
