/*
 * When a server is ill, and of what: episodes that follow each other, drawn by chance, and single
 * faults in between. Lengths are lognormal, as those of published outages are (Chu et al., ICPE
 * 2025, arXiv 2501.12469: median 46 and 74 minutes). Nothing is drawn before it is needed, so a
 * year costs no more memory than a day. Time must not run backwards between two calls.
 */
import type { SeededRandom } from '../seededRandom.ts';
import type { FaultName } from './faults.ts';

export type WeatherPlan = {
  /** Faults that may happen; none: it is always well. */
  readonly faults: readonly FaultName[];
  /** Episodes begun in a day of being well. */
  readonly perDay: number;
  /** Median length, ms. */
  readonly medianMs: number;
  /** Share of answers that fail by themselves, 0–1. */
  readonly noise: number;
  /** From here on, monotonic ms, it is always ill of this; `well`: always well. */
  readonly ever?: { readonly fromMs: number; readonly fault: FaultName | 'well' };
  /** Episodes as they are told, in order and apart; then none is drawn. */
  readonly trace?: readonly Episode[];
};

export interface Weather {
  /** What an answer asked for now suffers. */
  at(nowMs: number): FaultName | undefined;
  /** The episode under way, whatever share of answers it hits. */
  episode(nowMs: number): FaultName | undefined;
}

const DAY_MS = 86_400_000;
const LENGTH_MAX_MS = 12 * 3_600_000;

export type Episode = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fault: FaultName;
  /** Of all answers, 0–1. */
  readonly share: number;
};

export function createWeather(plan: WeatherPlan, random: SeededRandom): Weather {
  const pick = (): FaultName | undefined => plan.faults[random.below(plan.faults.length)];
  const told = plan.trace?.values();
  const draw = (fromMs: number): Episode | undefined => {
    if (told !== undefined) return told.next().value;
    const fault = pick();
    if (fault === undefined || plan.perDay === 0) return undefined;
    const beginsMs = fromMs + exponential(random, DAY_MS / plan.perDay);
    const lengthMs = Math.min(LENGTH_MAX_MS, lognormal(random, plan.medianMs, 1.2));
    const share = random.next() < 0.6 ? 1 : 0.2 + 0.7 * random.next();
    return { fromMs: beginsMs, toMs: beginsMs + lengthMs, fault, share };
  };
  let next = draw(0);
  const under = (nowMs: number): Episode | undefined => {
    while (next !== undefined && next.toMs <= nowMs) next = draw(next.toMs);
    return next !== undefined && next.fromMs <= nowMs ? next : undefined;
  };
  const everAt = (nowMs: number) =>
    plan.ever !== undefined && nowMs >= plan.ever.fromMs ? plan.ever.fault : undefined;
  return {
    at(nowMs) {
      const ever = everAt(nowMs);
      if (ever !== undefined) return ever === 'well' ? undefined : ever;
      const episode = under(nowMs);
      if (episode !== undefined && random.next() < episode.share) return episode.fault;
      return random.next() < plan.noise ? pick() : undefined;
    },
    episode(nowMs) {
      const ever = everAt(nowMs);
      if (ever !== undefined) return ever === 'well' ? undefined : ever;
      return under(nowMs)?.fault;
    },
  };
}

export function exponential(random: SeededRandom, mean: number): number {
  return -mean * Math.log(1 - random.next());
}

/** By Box and Muller; bounded, for the sum of a few draws would be too kind to the tail. */
export function lognormal(random: SeededRandom, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  const normal = radius * Math.cos(2 * Math.PI * random.next());
  return median * Math.exp(sigma * normal);
}
