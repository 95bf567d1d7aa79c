/*
 * An honest guess of how many tokens a request is, always shown with "~".
 * Calibrated per model from what vendors report; before that a plain characters-per-token figure.
 * It never refuses a request: what a guess is used for is decided by the caller.
 */
import type { ChatRequest } from './message.ts';
import type { Target } from './target.ts';

/** All whole and ≥ 0. The true count is hardly ever below `minTokens` or above `maxTokens`. */
export type TokenEstimate = {
  readonly tokens: number;
  readonly minTokens: number;
  readonly maxTokens: number;
};

export interface TokenEstimator {
  /** The prompt tokens of `request` for `target`. */
  inputTokens(request: ChatRequest, target: Target): TokenEstimate;
  /** The tokens of a piece of text, such as an answer whose count was not reported. */
  textTokens(text: string, target: Target): number;
  /** Learn from a reported count of the whole prompt, cached tokens included. */
  observe(request: ChatRequest, target: Target, inputTokens: number): void;
}
