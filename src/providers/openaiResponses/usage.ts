/*
 * Token counts of a Responses answer, from its terminal event: all prompt tokens with the cached
 * ones, all generated tokens with the reasoning.
 * Counts that are no counts make the whole report unknown, never zero.
 */
import type { TokenUsage } from '../../core/index.ts';
import { asObject, asTokens, type JsonObject } from '../json.ts';

export function readResponsesUsage(usage: JsonObject | undefined): TokenUsage | undefined {
  const inputTokens = asTokens(usage?.['input_tokens']);
  const outputTokens = asTokens(usage?.['output_tokens']);
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  const inputDetails = asObject(usage?.['input_tokens_details']);
  const outputDetails = asObject(usage?.['output_tokens_details']);
  const cached = asTokens(inputDetails?.['cached_tokens']);
  const written = asTokens(inputDetails?.['cache_write_tokens']);
  const reasoning = asTokens(outputDetails?.['reasoning_tokens']);
  return {
    inputTokens,
    outputTokens,
    ...(cached === undefined ? {} : { cachedInputTokens: cached }),
    ...(written === undefined ? {} : { cacheWriteTokens: written }),
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
}
