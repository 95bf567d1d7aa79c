/*
 * What is known of a model, answered at once from memory. Unknown stays unknown: it is never taken
 * for zero or for "no". The person's own override wins over the vendor, the vendor over the tables.
 * Prices are micro-dollars per million tokens.
 */
import type { Target } from './target.ts';

export type Known = 'yes' | 'no' | 'unknown';

export type ModelFacts = {
  readonly contextTokensMax: number | 'unknown';
  readonly outputTokensMax: number | 'unknown';
  readonly vision: Known;
  readonly tools: Known;
  readonly reasoning: Known;
  /** May an assistant turn be begun for the model to go on from? */
  readonly prefill: Known;
  readonly price:
    | 'unknown'
    | {
        readonly inputUsdMicrosPerMillion: number;
        readonly outputUsdMicrosPerMillion: number;
        readonly cachedInputUsdMicrosPerMillion?: number;
      };
};

export interface Catalog {
  get(target: Target): ModelFacts;
}

export const UNKNOWN_FACTS: ModelFacts = {
  contextTokensMax: 'unknown',
  outputTokensMax: 'unknown',
  vision: 'unknown',
  tools: 'unknown',
  reasoning: 'unknown',
  prefill: 'unknown',
  price: 'unknown',
};
