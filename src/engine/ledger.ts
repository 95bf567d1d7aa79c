/*
 * What one request may still spend, whatever layer spends it: attempt numbers and repeats.
 * Retry, router and continuation draw on the same account, so repeats never multiply: the sum is
 * bounded by `repeatsMax`, per target by the rule of the failure at hand (engine page, A2), and
 * over all requests by the purse of the target's family. What the last two refuse is told; what
 * the table does not allow is no refusal.
 */
import { targetKey } from '../core/index.ts';
import type { Lane, RepeatRule, RequestId, RequestLedger, Target } from '../core/index.ts';
import { isPremium } from './options.ts';

export interface Ledger extends RequestLedger {
  /** Whether table and request allow one more; the purse is asked when it is taken. */
  mayRepeat(target: Target, timesMax: number): boolean;
  /** Whether the family's purse refuses to pay now, which is then told. */
  isUnpaid(target: Target, cost: number): boolean;
}

/** The family's budget as one request sees it. */
export type Purse = {
  has(target: Target, cost: number): boolean;
  take(target: Target, cost: number): boolean;
  left(target: Target): number;
  max(): number;
};

export type Refusal = {
  readonly target: Target;
  readonly rule: 'request' | 'family';
  readonly left: number;
  readonly needed: number;
  readonly max: number;
};

const BOTTOMLESS: Purse = {
  has: () => true,
  take: () => true,
  left: () => Infinity,
  max: () => Infinity,
};

export type LedgerParts = {
  readonly purse?: Purse;
  readonly onRefused?: (refusal: Refusal) => void;
};

export function createLedger(
  requestId: RequestId,
  repeatsMax: number,
  { purse = BOTTOMLESS, onRefused = () => undefined }: LedgerParts = {},
): Ledger {
  const repeatsAt = new Map<string, number>();
  let attempts = 0;
  let repeats = 0;
  const countAt = (target: Target): number => repeatsAt.get(targetKey(target)) ?? 0;
  const mayRepeat = (target: Target, timesMax: number): boolean =>
    repeats < repeatsMax && countAt(target) < timesMax;
  const unpaid = (target: Target, needed: number): false => {
    onRefused({ target, rule: 'family', left: purse.left(target), needed, max: purse.max() });
    return false;
  };
  return {
    isUnpaid: (target, cost) => !purse.has(target, cost) && !unpaid(target, cost),
    nextAttemptId() {
      attempts += 1;
      return `${requestId}.${attempts}`;
    },
    mayRepeat,
    takeRepeat(target, timesMax, cost = 1) {
      if (countAt(target) >= timesMax) return false;
      if (repeats >= repeatsMax) {
        onRefused({ target, rule: 'request', left: 0, needed: 1, max: repeatsMax });
        return false;
      }
      if (!purse.take(target, cost)) return unpaid(target, cost);
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
