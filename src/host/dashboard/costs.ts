/*
 * What answers, failed tries, continued answers and tries in parallel have cost. By the journals of
 * the questions that are kept, so it may be less than what all windows booked: a deleted question
 * takes its journal along, a probe has none.
 * What nobody knows the price of is counted apart, never added as zero.
 */
import type { AskedTurn, PaidFor } from './askedTurn.ts';

export type Costs = {
  readonly usdMicros: Readonly<Record<PaidFor, number>>;
  readonly together: number;
  readonly isEstimated: boolean;
  /** Answers whose cost nobody knows. */
  readonly unknown: number;
};

export function costsOf(turns: readonly AskedTurn[]): Costs {
  const usdMicros: Record<PaidFor, number> = { answer: 0, failed: 0, continued: 0, parallel: 0 };
  let isEstimated = false;
  let unknown = 0;
  for (const { paidFor, cost, outcome } of turns.flatMap(({ tries }) => tries)) {
    if (cost !== undefined) {
      usdMicros[paidFor] += cost.usdMicros;
      isEstimated ||= cost.isEstimated;
    } else if (outcome === 'finished') unknown += 1;
  }
  const together = Object.values(usdMicros).reduce((sum, one) => sum + one, 0);
  return { usdMicros, together, isEstimated, unknown };
}
