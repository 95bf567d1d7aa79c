/*
 * The default trip rule as pure functions: a sequential probability ratio test whose evidence fades
 * with time (engine page, A1). It asks after each outcome which is likelier, a target of which 2 %
 * of the calls fail or one of which 40 % do, and opens when the second is far likelier. Faults that
 * lie hours apart therefore never add up, and three in half a minute do.
 * The open time doubles with each failed trial and is spread by a fifth, so that windows and
 * targets that fell together do not come back together.
 */
import type { TripRule } from './tripRule.ts';

/** Failure ratios between which the test decides: a healthy target's, and an ill one's. */
const P_HEALTHY = 0.02;
const P_ILL = 0.4;
/** What a failure of weight 1 adds (3.0), and what an answer takes away (−0.49). */
const FAILED = Math.log(P_ILL / P_HEALTHY);
const ANSWERED = Math.log((1 - P_ILL) / (1 - P_HEALTHY));
/** On close the evidence stands so far below what opens: one full failure within 7 min reopens. */
const BELOW_AFTER_TRIAL = 2;

export const sequentialRule: TripRule = {
  whyOpen({ score }, options, isProbed) {
    const limit = limitOf(options, isProbed);
    if (limit === 0 || score < limit) return undefined;
    return { rule: 'evidence', score: Math.round(score * 10) / 10, limit };
  },
  openForMs({ options, opens, random }) {
    let openMs = options.openMs;
    for (let i = 0; i < opens && openMs < options.openMaxMs; i += 1) openMs *= 2;
    return (
      Math.min(openMs, Math.max(options.openMs, options.openMaxMs)) * (0.8 + 0.4 * random.next())
    );
  },
};

type Limits = { readonly score: number; readonly scoreUnprobed: number };

/** Who is not probed opens earlier: no second opinion can be had without the person. */
export function limitOf({ score, scoreUnprobed }: Limits, isProbed: boolean): number {
  return isProbed ? score : scoreUnprobed;
}

/** Evidence after some time; a calendar that went back does not make it more. */
export function faded(score: number, sinceMs: number, halfLifeMs: number): number {
  return score * Math.exp((-Math.LN2 * Math.max(0, sinceMs)) / halfLifeMs);
}

export function afterFailed(score: number, weight: number): number {
  return score + weight * FAILED;
}

export function afterAnswered(score: number): number {
  return Math.max(0, score + ANSWERED);
}

export function nearly(limit: number): number {
  return Math.max(0, limit - BELOW_AFTER_TRIAL);
}
