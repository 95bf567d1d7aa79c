/*
 * An honest guess of how many tokens a request is, always shown with "~".
 * Calibrated per model from what vendors report; before that a plain characters-per-token figure.
 * It never refuses a request: what a guess is used for is decided by the caller.
 */
import type { ChatRequest } from './message.ts';
import type { Target } from './target.ts';

export interface TokenEstimator {
  /** Estimated prompt tokens of `request` for `target`; ≥ 0. */
  inputTokens(request: ChatRequest, target: Target): number;
  /** Learn from a reported count. */
  observe(request: ChatRequest, target: Target, inputTokens: number): void;
}
