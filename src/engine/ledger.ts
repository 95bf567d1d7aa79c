/*
 * What one request may still spend, whatever layer spends it: attempt numbers and repeats.
 * Retry, router and continuation draw on the same account, so repeats never multiply: the sum is
 * bounded by `repeatsMax`, and per target by the rule of the failure at hand (engine page, A2).
 */
import { targetKey } from '../core/index.ts';
import type { Lane, RepeatRule, RequestId, RequestLedger, Target } from '../core/index.ts';
import { isPremium } from './options.ts';

export interface Ledger extends RequestLedger {
  /** Whether `takeRepeat` with the same arguments would succeed. */
  mayRepeat(target: Target, timesMax: number): boolean;
}

export function createLedger(requestId: RequestId, repeatsMax: number): Ledger {
  const repeatsAt = new Map<string, number>();
  let attempts = 0;
  let repeats = 0;
  const countAt = (target: Target): number => repeatsAt.get(targetKey(target)) ?? 0;
  const mayRepeat = (target: Target, timesMax: number): boolean =>
    repeats < repeatsMax && countAt(target) < timesMax;
  return {
    nextAttemptId() {
      attempts += 1;
      return `${requestId}.${attempts}`;
    },
    mayRepeat,
    takeRepeat(target, timesMax) {
      if (!mayRepeat(target, timesMax)) return false;
      repeats += 1;
      repeatsAt.set(targetKey(target), countAt(target) + 1);
      return true;
    },
  };
}

/** How often a rule allows repeats at one target, for this lane. */
export function timesOf(rule: RepeatRule, lane: Lane): number {
  return isPremium(lane) ? rule.times : (rule.bestEffortTimes ?? rule.times);
}
