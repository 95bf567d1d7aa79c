/*
 * Token counts of `/api/chat`, from its last line; both may be absent, and then nothing is known.
 * The prompt's count includes what came from the cache (ollama pull request 16428; only versions
 * before 0.4 and a few of 0.30 left it out), and holds what was read, not what was sent.
 */
import type { TokenUsage } from '../../core/index.ts';
import { asTokens, type JsonObject } from '../json.ts';
import { said } from '../modelInfo.ts';

export function readOllamaUsage(line: JsonObject): TokenUsage | undefined {
  const inputTokens = asTokens(line['prompt_eval_count']);
  const outputTokens = asTokens(line['eval_count']);
  return inputTokens === undefined || outputTokens === undefined
    ? undefined
    : {
        inputTokens,
        outputTokens,
        ...said('cachedInputTokens', asTokens(line['prompt_eval_cached_count'])),
      };
}
