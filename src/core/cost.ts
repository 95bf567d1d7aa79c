/*
 * What an answer cost, from token counts and list prices. Cached tokens without a rate of their own
 * are charged as plain input, so such a figure is an upper bound and marked as an estimate. Counts
 * that contradict each other (more cached than read, recorded at Azure) never make a negative sum.
 */
import type { ModelPrice, TokenRates } from './catalog.ts';
import type { TokenUsage } from './streamEvent.ts';

export type Cost = {
  readonly usdMicros: number;
  /** Shown with "~": a part of it is a guess. */
  readonly isEstimated: boolean;
};

export function costOf(price: ModelPrice, usage: TokenUsage): Cost {
  const { inputTokens, outputTokens } = usage;
  const rates = ratesFor(price, inputTokens);
  const cached = Math.min(usage.cachedInputTokens ?? 0, inputTokens);
  const written = Math.min(usage.cacheWriteTokens ?? 0, inputTokens - cached);
  const input = rates.inputUsdMicrosPerMillion;
  const cachedRate = rates.cachedInputUsdMicrosPerMillion;
  const writtenRate = rates.cacheWriteUsdMicrosPerMillion;
  const sum =
    (inputTokens - cached - written) * input +
    cached * (cachedRate ?? input) +
    written * (writtenRate ?? input) +
    outputTokens * rates.outputUsdMicrosPerMillion;
  return {
    usdMicros: Math.round(sum / 1_000_000),
    isEstimated:
      (cached > 0 && cachedRate === undefined) || (written > 0 && writtenRate === undefined),
  };
}

function ratesFor(price: ModelPrice, inputTokens: number): TokenRates {
  return price.longPrompts?.findLast(({ aboveTokens }) => inputTokens > aboveTokens) ?? price;
}
