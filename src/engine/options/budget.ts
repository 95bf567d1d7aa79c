/*
 * What a person may set of the budget that bounds repeats over all requests, and of the throttle
 * that lets best-effort calls stand back while a provider is ill (engine page, A4).
 * How fast the budget fills and empties is no choice: its figures stand beside the code.
 */
import { whole } from './bounds.ts';

export interface BudgetOptions {
  /**
   * Most tokens, and tokens at the start; a repeat takes one, after a time-out two, an answer gives
   * a fifth back. Per family. Default 10, whole, range 0–1 000. 0: one repeat a minute, no more.
   */
  readonly tokensMax: number;
  /**
   * For how many attempts one that was accepted stands; beyond that best-effort calls are refused
   * by chance, max(0, (asked − factor × accepted) / (asked + 1)). Default 2: Google's
   * (https://sre.google/sre-book/handling-overload/). Whole, range 0–100. 0: never refused.
   */
  readonly throttleFactor: number;
}

export const DEFAULT_BUDGET_OPTIONS: BudgetOptions = { tokensMax: 10, throttleFactor: 2 };

export function validateBudgetOptions(input: Partial<BudgetOptions> = {}): BudgetOptions {
  const budget = { ...DEFAULT_BUDGET_OPTIONS, ...input };
  whole('budget.tokensMax', budget.tokensMax, 0, 1_000);
  whole('budget.throttleFactor', budget.throttleFactor, 0, 100);
  return budget;
}
