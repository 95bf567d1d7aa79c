/*
 * Token counts of this wire in the neutral form. `input_tokens` leaves cached tokens out, so three
 * counts make the prompt. Output counts are cumulative: what came last replaces what came before.
 * Counts that are no counts make the whole report unknown.
 */
import type { TokenUsage } from '../../core/index.ts';
import { asObject, asTokens, type JsonObject } from '../json.ts';

/** The fields of a later report over those of an earlier one; nulls say nothing. */
export function mergeUsage(earlier: JsonObject, later: JsonObject | undefined): JsonObject {
  const said = Object.entries(later ?? {}).filter(([, value]) => value !== null);
  return { ...earlier, ...Object.fromEntries(said) };
}

export function readUsage(usage: JsonObject): TokenUsage | undefined {
  const uncached = asTokens(usage['input_tokens']);
  const outputTokens = asTokens(usage['output_tokens']);
  if (uncached === undefined || outputTokens === undefined) return undefined;
  const read = asTokens(usage['cache_read_input_tokens']);
  const written = asTokens(usage['cache_creation_input_tokens']);
  const thinking = asTokens(asObject(usage['output_tokens_details'])?.['thinking_tokens']);
  return {
    inputTokens: uncached + (read ?? 0) + (written ?? 0),
    outputTokens,
    ...(read === undefined ? {} : { cachedInputTokens: read }),
    ...(written === undefined ? {} : { cacheWriteTokens: written }),
    ...(thinking === undefined ? {} : { reasoningTokens: thinking }),
  };
}
