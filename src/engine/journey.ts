/*
 * What one request has been through so far: who was asked and said what, who was given up by the
 * person, whose pause the person overrode. Lives as long as the request and knows no target's
 * health.
 * A target is asked once, and again only after a pause its server asked for, and only while the
 * request's ledger has a repeat left for it.
 */
import { dispositionOf, sameTarget, targetKey } from '../core/index.ts';
import type { ChatError, RequestCall, RepeatRule, Target } from '../core/index.ts';
import type { Candidate } from './candidates.ts';
import { createLedger, timesOf, type Ledger } from './ledger.ts';
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

export function createJourney(call: RequestCall, repeatsMax: number): Journey {
  const ledger = createLedger(call.requestId, repeatsMax);
  const failures: Failed[] = [];
  const last = new Map<string, ChatError>();
  const givenUp = new Set<string>();
  const hurried = new Set<string>();
  const otherwise = new Set<string>();
  let localOnly = false;
  let isAway = false;
  let preferred: Target | undefined;
  const demands: ((candidate: Candidate) => boolean)[] = [];

  const ruleOf = (target: Target): RepeatRule | undefined => {
    const error = last.get(targetKey(target));
    const repeat = error === undefined ? 'never' : dispositionOf(error.kind).repeat;
    return repeat === 'never' ? undefined : repeat;
  };
  const isAllowed = (candidate: Candidate): boolean =>
    !givenUp.has(targetKey(candidate.target)) &&
    (candidate.isLocal || !localOnly) &&
    demands.every((isFit) => isFit(candidate));
  const mayRepeat = (target: Target, rule: RepeatRule): boolean =>
    ledger.mayRepeat(target, timesOf(rule, call.lane));

  return {
    ledger,
    failures,
    failed(failure) {
      failures.push(failure);
      last.set(targetKey(failure.target), failure.error);
      if (dispositionOf(failure.error.kind).next === 'local-only') localOnly = true;
    },
    wasAsked: (target) => last.has(targetKey(target)),
    isOpen(candidate) {
      if (!isAllowed(candidate)) return false;
      const error = last.get(targetKey(candidate.target));
      if (error === undefined) return true;
      if (otherwise.has(targetKey(candidate.target))) return ledger.mayRepeat(candidate.target, 1);
      const rule = ruleOf(candidate.target);
      return rule !== undefined && isAfterPause(rule, error) && mayRepeat(candidate.target, rule);
    },
    mayGoOn(candidate) {
      const rule = ruleOf(candidate.target);
      return (
        isAllowed(candidate) && rule?.how === 'continuation' && mayRepeat(candidate.target, rule)
      );
    },
    limitTo: (isFit) => void demands.push(isFit),
    again: (target) => void otherwise.add(targetKey(target)),
    claim(target) {
      hurried.delete(targetKey(target));
      isAway = false;
      if (otherwise.delete(targetKey(target))) {
        ledger.takeRepeat(target, 1);
        return;
      }
      const rule = ruleOf(target);
      if (rule !== undefined) ledger.takeRepeat(target, timesOf(rule, call.lane));
    },
    turnAway(target) {
      givenUp.add(targetKey(target));
      isAway = true;
    },
    hasTurnedAway: () => isAway,
    prefer: (target) => void (preferred = target),
    isPreferred: (target) => preferred !== undefined && sameTarget(preferred, target),
    hurry: (target) => void hurried.add(targetKey(target)),
    isHurried: (target) => hurried.has(targetKey(target)),
  };
}

/** Unchanged repeats that only waited for the server's pause to end. */
function isAfterPause(rule: RepeatRule, error: ChatError): boolean {
  const isUnchanged = rule.how === 'fast' || rule.how === 'backoff' || rule.how === 'after-delay';
  return isUnchanged && asksForPause(error);
}
