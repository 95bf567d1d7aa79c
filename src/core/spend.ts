/*
 * Money as the engine counts it: whole micro-dollars, never a fraction and never below zero. What
 * is spent is booked to the day (by the person's own calendar) on which the attempt began, and kept
 * by a store that all windows share. Unknown is not zero: an attempt whose price nobody knows is
 * booked as unknown.
 */
import type { ModelPrice } from './catalog.ts';
import type { AttemptId, WindowId } from './ids.ts';
import type { Target } from './target.ts';

/** `turn`, `day`, `month` and `target` (one model, a day) are limits; `price`: it is not known. */
export type BudgetCause = 'turn' | 'day' | 'month' | 'target' | 'price';

export type BudgetFacts = {
  readonly what: BudgetCause;
  /** The limit in force, where one was reached. */
  readonly limitUsdMicros?: number;
  /** The sum that it would have come to. */
  readonly neededUsdMicros?: number;
  /** Reached in the middle of an answer; what was said is kept. */
  readonly midAnswer?: true;
  /** Nothing of the question was sent to anybody. */
  readonly untouched?: true;
  /** The person wants to be asked about it, rather than others be passed over in silence. */
  readonly mayAsk?: true;
};

/** How an answer of a target is paid. */
export type Pricing =
  /** Nobody pays, or not by tokens and not here. */
  | { readonly how: 'free' }
  | { readonly how: 'tokens'; readonly price: ModelPrice }
  /** `mustAsk`: the person has not said yet how it is to be counted. */
  | { readonly how: 'unknown'; readonly mustAsk: boolean };

/** Zero is no limit. */
export type SpendLimits = {
  readonly turnUsdMicros: number;
  readonly dayUsdMicros: number;
  readonly monthUsdMicros: number;
  /** A day at one target. */
  readonly targetUsdMicros: (target: Target) => number;
  /** `block`: who costs too much is passed over, nobody is asked about it. */
  readonly onExceed: 'ask' | 'block';
  readonly unknownPrice: 'ask' | 'allow' | 'block';
};

export interface SpendPorts {
  readonly store: SpendStore;
  /** Read at every decision. */
  readonly limits: () => SpendLimits;
  readonly pricing: (target: Target) => Pricing;
  /** `2026-08-22`, by the calendar that the person lives by. */
  readonly dayOf: (wallMs: number) => string;
  /** Resolves when prices are known as far as they ever will be. Never rejects. */
  readonly ready: () => Promise<void>;
}

/** What one attempt has cost, or is expected to cost while it runs. */
export type SpendEntry = {
  readonly attemptId: AttemptId;
  readonly windowId: WindowId;
  readonly day: string;
  /** `provider/model`. */
  readonly target: string;
  readonly usdMicros: number;
  readonly isEstimated: boolean;
  readonly isUnknown: boolean;
};

/** All that was booked to one target on one day. */
export type SpendSum = {
  readonly day: string;
  readonly target: string;
  readonly usdMicros: number;
  readonly isEstimated: boolean;
  /** Attempts, and those among them whose cost nobody knows. */
  readonly attempts: number;
  readonly unknowns: number;
};

export type StoredCap = {
  readonly what: 'day' | 'month' | 'target';
  readonly usdMicros: number;
};

export type BrokenCap = StoredCap & { readonly sumUsdMicros: number };

/**
 * The sums of all windows. A write that resolves is on disk; what a window that died had put aside
 * stays counted, as the estimate it was.
 */
export interface SpendStore {
  /**
   * In one step that no other window can come between: is there room for `entry` under every cap?
   * Then it is booked. Otherwise nothing is, and the first cap that it would exceed comes back with
   * the sum that it would have come to.
   */
  reserveSpend(entry: SpendEntry, caps: readonly StoredCap[]): Promise<BrokenCap | undefined>;
  /**
   * Insert or replace what is booked for one attempt of a window. Zero that is no unknown removes
   * it.
   */
  keepSpend(entry: SpendEntry): Promise<void>;
  /** The sums of a month (`2026-08`) without those of one window; by day, then target. */
  spendOf(month: string, except: WindowId): Promise<readonly SpendSum[]>;
}
