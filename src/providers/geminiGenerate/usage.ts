/*
 * Token counts of this wire in the neutral form: what tools put into the prompt belongs to the
 * prompt, thoughts belong to what was generated. Cached tokens are inside the prompt's count.
 * Without a count of the prompt nothing is known (Vertex reports only its traffic type in between).
 */
import type { TokenUsage } from '../../core/index.ts';
import { asTokens, type JsonObject } from '../json.ts';

export function readUsage(usage: JsonObject): TokenUsage | undefined {
  const prompt = asTokens(usage['promptTokenCount']);
  const said = asTokens(usage['candidatesTokenCount']);
  const thoughts = asTokens(usage['thoughtsTokenCount']);
  const cached = asTokens(usage['cachedContentTokenCount']);
  // Zero is left out on this wire; what is there and no count is nonsense.
  const isOdd = said === undefined && (usage['candidatesTokenCount'] ?? 0) !== 0;
  if (prompt === undefined || isOdd) return undefined;
  return {
    inputTokens: prompt + (asTokens(usage['toolUsePromptTokenCount']) ?? 0),
    outputTokens: (said ?? 0) + (thoughts ?? 0),
    ...(cached === undefined ? {} : { cachedInputTokens: cached }),
    ...(thoughts === undefined ? {} : { reasoningTokens: thoughts }),
  };
}
