/*
 * What is known of a model, answered at once from memory. Unknown stays unknown: it is never taken
 * for zero or for "no". The person's own override wins over the vendor, the vendor over the tables.
 * Prices are list prices in micro-dollars per million tokens; what an account really pays may be
 * less.
 */
import type { ModelClass } from './call.ts';
import type { Target } from './target.ts';

export type Known = 'yes' | 'no' | 'unknown';

export type TokenRates = {
  readonly inputUsdMicrosPerMillion: number;
  readonly outputUsdMicrosPerMillion: number;
  readonly cachedInputUsdMicrosPerMillion?: number;
  readonly cacheWriteUsdMicrosPerMillion?: number;
};

export type ModelPrice = TokenRates & {
  /** Rates of the whole request once its prompt is longer than `aboveTokens`; ascending. */
  readonly longPrompts?: readonly (TokenRates & { readonly aboveTokens: number })[];
};

export type ModelFacts = {
  readonly contextTokensMax: number | 'unknown';
  /** The window that the person wants opened, where a server lets the client choose. */
  readonly windowTokens: number | 'unknown';
  readonly outputTokensMax: number | 'unknown';
  readonly vision: Known;
  readonly tools: Known;
  readonly reasoning: Known;
  /** May an assistant turn be begun for the model to go on from? */
  readonly prefill: Known;
  readonly price: 'unknown' | ModelPrice;
  /** The person's own word; where it is not known, the price tells. */
  readonly modelClass: ModelClass | 'unknown';
};

export interface Catalog {
  get(target: Target): ModelFacts;
}

export const UNKNOWN_FACTS: ModelFacts = {
  contextTokensMax: 'unknown',
  windowTokens: 'unknown',
  outputTokensMax: 'unknown',
  vision: 'unknown',
  tools: 'unknown',
  reasoning: 'unknown',
  prefill: 'unknown',
  price: 'unknown',
  modelClass: 'unknown',
};
