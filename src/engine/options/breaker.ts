/*
 * What a person may set of the circuit breakers: which rule opens them, how much it takes, and for
 * how long. Both rules keep their own figures, so that one can be tried and left without loss.
 * What a failure weighs is no choice: that is the table of dispositions.
 */
import { oneOf, whole, within } from './bounds.ts';

export interface BreakerOptions {
  /**
   * `sequential`: evidence of failures and successes, fading with time (a sequential probability
   * ratio test). `consecutive`: the article's, failures in a row. Default `sequential`.
   */
  readonly rule: 'sequential' | 'consecutive';
  /**
   * `consecutive`: failures in a row that open it; a failure of weight ½ counts half. Default 5,
   * whole, range 0–100. 0: it never opens.
   */
  readonly failures: number;
  /**
   * How long it stays open, ms. `consecutive`: always so long. `sequential`: the first time, then
   * twice as long each time a trial fails, ± a fifth. Default 30 000, range 0–3 600 000. 0: the
   * next call is a trial.
   */
  readonly openMs: number;
  /** `sequential`: the longest it stays open, ms. Default 900 000, range 0–86 400 000. */
  readonly openMaxMs: number;
  /**
   * `sequential`: the evidence that opens it. A failure adds its weight × 3, an answer takes ½
   * away. Default 8.5 (three failures), range 0–100. 0: it never opens.
   */
  readonly score: number;
  /** The same for a target that is not probed. Default 5.5 (two failures), range 0–100. */
  readonly scoreUnprobed: number;
  /** `sequential`: evidence halves in this long, ms. Default 1 800 000, 1 000–86 400 000. */
  readonly halfLifeMs: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const RULES: readonly string[] = ['sequential', 'consecutive'];

export const DEFAULT_BREAKER_OPTIONS: BreakerOptions = {
  rule: 'sequential',
  failures: 5,
  openMs: 30_000,
  openMaxMs: 900_000,
  score: 8.5,
  scoreUnprobed: 5.5,
  halfLifeMs: 1_800_000,
};

export function validateBreakerOptions(input: Partial<BreakerOptions> = {}): BreakerOptions {
  const breaker = { ...DEFAULT_BREAKER_OPTIONS, ...input };
  oneOf('breaker.rule', breaker.rule, RULES);
  whole('breaker.failures', breaker.failures, 0, 100);
  within('breaker.openMs', breaker.openMs, 0, HOUR_MS);
  within('breaker.openMaxMs', breaker.openMaxMs, 0, DAY_MS);
  within('breaker.score', breaker.score, 0, 100);
  within('breaker.scoreUnprobed', breaker.scoreUnprobed, 0, 100);
  within('breaker.halfLifeMs', breaker.halfLifeMs, 1_000, DAY_MS);
  return breaker;
}
