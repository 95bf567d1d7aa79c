/*
 * How long the answers of a model usually are, for putting money aside before one is asked for: the
 * 95th percentile of a lognormal spread that is learned per model from finished answers and fades.
 * Unlearned it is 2 000 tokens. It bounds nothing: an answer that grows beyond it is metered, and
 * only a limit of money ends it. It lasts as long as the window.
 */
import { targetKey } from '../core/index.ts';
import type { Target } from '../core/index.ts';

/** Prior: median 400 tokens, 95 % under 2 000, worth ten answers. */
const PRIOR_MEAN = Math.log(400);
const PRIOR_VARIANCE = square(Math.log(2_000 / 400) / 1.645);
const PRIOR_ANSWERS = 10;
/** Standard score of the 95th percentile. */
const Z95 = 1.645;
const FADE = 0.98;
const MODELS_MAX = 500;

type Learned = { readonly weight: number; readonly mean: number; readonly variance: number };

export type OutputForecast = {
  observe(target: Target, outputTokens: number): void;
  /** Tokens that an answer of it will hardly exceed. */
  likelyMax(target: Target): number;
};

export function createOutputForecast(): OutputForecast {
  const known = new Map<string, Learned>();
  const of = (target: Target): Learned =>
    known.get(targetKey(target)) ?? {
      weight: PRIOR_ANSWERS,
      mean: PRIOR_MEAN,
      variance: PRIOR_VARIANCE,
    };
  return {
    observe(target, outputTokens) {
      if (!Number.isFinite(outputTokens) || outputTokens < 1) return;
      const before = of(target);
      const weight = before.weight * FADE + 1;
      const off = Math.log(outputTokens) - before.mean;
      const mean = before.mean + off / weight;
      const variance = (1 - 1 / weight) * (before.variance + square(off) / weight);
      known.delete(targetKey(target));
      known.set(targetKey(target), { weight, mean, variance });
      const oldest = known.keys().next().value;
      if (known.size > MODELS_MAX && oldest !== undefined) known.delete(oldest);
    },
    likelyMax(target) {
      const { mean, variance } = of(target);
      return Math.ceil(Math.exp(mean + Z95 * Math.sqrt(variance)));
    },
  };
}

function square(n: number): number {
  return n * n;
}
