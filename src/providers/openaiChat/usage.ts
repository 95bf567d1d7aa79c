/*
 * Token counts as the many servers of this wire report them, in one form: all prompt tokens with
 * the cached ones, all generated tokens with the reasoning. Counts that are no counts (negative,
 * NaN, text) make the whole report unknown, never zero. Cached tokens are passed on as reported,
 * also where they exceed the prompt (Azure, recorded).
 */
import type { TokenUsage } from '../../core/index.ts';
import { asCount, asObject, asTokens, type JsonObject } from '../json.ts';

/** The usage of a chunk or body, wherever it stands. */
export function findUsage(
  chunk: JsonObject,
  choice: JsonObject | undefined,
): JsonObject | undefined {
  return (
    asObject(chunk['usage']) ??
    asObject(choice?.['usage']) ??
    asObject(asObject(chunk['x_groq'])?.['usage'])
  );
}

export function readUsage(usage: JsonObject): TokenUsage | undefined {
  const inputTokens = asTokens(usage['prompt_tokens']);
  const total = asTokens(usage['total_tokens']);
  const reported =
    asTokens(usage['completion_tokens']) ??
    (total !== undefined && inputTokens !== undefined && total >= inputTokens
      ? total - inputTokens
      : undefined);
  if (inputTokens === undefined || reported === undefined) return undefined;
  const promptDetails = asObject(usage['prompt_tokens_details']);
  const outputDetails = asObject(usage['completion_tokens_details']);
  const reasoning =
    asTokens(outputDetails?.['reasoning_tokens']) ?? asTokens(usage['reasoning_tokens']);
  // xAI leaves reasoning out of `completion_tokens` (recorded: 32 + 31 + 817 = 880).
  const isApart =
    reasoning !== undefined && reasoning > 0 && total === inputTokens + reported + reasoning;
  const cached = first(
    promptDetails?.['cached_tokens'],
    usage['prompt_cache_hit_tokens'],
    usage['cached_tokens'],
    usage['num_cached_tokens'],
  );
  const written = first(
    promptDetails?.['cache_write_tokens'],
    promptDetails?.['cache_creation_tokens'],
    usage['cache_creation_input_tokens'],
  );
  const cost = costOf(usage['cost']);
  return {
    inputTokens,
    outputTokens: isApart ? reported + reasoning : reported,
    ...(cached === undefined ? {} : { cachedInputTokens: cached }),
    ...(written === undefined ? {} : { cacheWriteTokens: written }),
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
    ...(cost === undefined ? {} : { costUsdMicros: cost }),
  };
}

/** OpenRouter: US dollars as a number; Perplexity: an object with the total. */
function costOf(cost: unknown): number | undefined {
  const usd = asCount(cost) ?? asCount(asObject(cost)?.['total_cost']);
  return usd === undefined ? undefined : asTokens(Math.round(usd * 1_000_000));
}

function first(...values: readonly unknown[]): number | undefined {
  for (const value of values) {
    const count = asTokens(value);
    if (count !== undefined) return count;
  }
  return undefined;
}
