/*
 * What both trip rules have in common: the tally they read, and how it changes.
 * The tally keeps the figures of both, so a person may change the rule while the engine runs and
 * the new one knows what went before. It is plain data; times are monotonic.
 */
import type { BreakerCause, Random } from '../core/index.ts';
import { nearlyInARow, consecutiveRule } from './consecutiveRule.ts';
import type { BreakerOptions } from './options/breaker.ts';
import {
  afterAnswered,
  afterFailed,
  faded,
  limitOf,
  nearly,
  sequentialRule,
} from './sequentialRule.ts';

export type Tally = {
  /** Failures since the last success, and their weights summed. */
  readonly failures: number;
  readonly weight: number;
  /** Evidence of illness as it was at `atMs`; it fades. */
  readonly score: number;
  readonly atMs: number;
};

export interface TripRule {
  /** The reason to open, or undefined while there is none. */
  whyOpen(tally: Tally, options: BreakerOptions, isProbed: boolean): BreakerCause | undefined;
  /** How long it stays open. `opens`: how often it was opened before without an answer between. */
  openForMs(what: {
    readonly options: BreakerOptions;
    readonly opens: number;
    readonly random: Random;
  }): number;
}

export const CLEAN: Tally = { failures: 0, weight: 0, score: 0, atMs: 0 };

export function ruleOf({ rule }: BreakerOptions): TripRule {
  return rule === 'consecutive' ? consecutiveRule : sequentialRule;
}

type Moment = { readonly nowMs: number; readonly options: BreakerOptions };

/** `fresh`: the part of the weight that this request had not brought against this target yet. */
export function afterFailure(
  tally: Tally,
  { weight, fresh }: { readonly weight: number; readonly fresh: number },
  moment: Moment,
): Tally {
  return {
    failures: tally.failures + 1,
    weight: tally.weight + weight,
    score: afterFailed(scoreOf(tally, moment), fresh),
    atMs: moment.nowMs,
  };
}

/** `counts`: the request had nothing against this target before. */
export function afterSuccess(tally: Tally, counts: boolean, moment: Moment): Tally {
  const score = scoreOf(tally, moment);
  return {
    failures: 0,
    weight: 0,
    score: counts ? afterAnswered(score) : score,
    atMs: moment.nowMs,
  };
}

/** After a trial that was answered: not healthy yet, but one more failure away from it. */
export function afterTrial(isProbed: boolean, { nowMs, options }: Moment): Tally {
  const score = nearly(limitOf(options, isProbed));
  return { ...nearlyInARow(options.failures), score, atMs: nowMs };
}

export function scoreOf({ score, atMs }: Tally, { nowMs, options }: Moment): number {
  return faded(score, nowMs - atMs, options.halfLifeMs);
}
