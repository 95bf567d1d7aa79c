/*
 * How a target has been doing, as four verdicts that people can read side by side: reachable, fast,
 * coherent, with headroom. They inform and decide nothing; breakers, pauses and locks do that.
 * What has not been seen is `unknown`, never good.
 */
import type { Target } from './target.ts';

export type Verdict = {
  readonly is: 'good' | 'bad' | 'unknown';
  /** When that was seen. */
  readonly wallMs?: number;
  /** What was measured, and what it is held against: ms for `fast`, a ratio for `headroom`. */
  readonly figure?: number;
  readonly limit?: number;
};

export type TargetHealth = {
  readonly target: Target;
  /** It responds, whatever it says. */
  readonly reachable: Verdict;
  /** Its last first word, against its own 95th percentile. */
  readonly fast: Verdict;
  /** Its last answer made sense: neither empty nor a loop, and a canary's sum was right. */
  readonly coherent: Verdict;
  /** What its own limits leave, as a ratio of 1. */
  readonly headroom: Verdict;
};
