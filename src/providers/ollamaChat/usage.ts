/*
 * Token counts of `/api/chat`, from its last line; both may be absent, and then nothing is known.
 * Also the only way to see that Ollama cut the beginning of a conversation away, which it does
 * without a word. No event tells of that yet: `wasCutShort` is for the layer that compares a
 * report of usage with the request it belongs to.
 */
import type { TokenUsage } from '../../core/index.ts';
import { asTokens, type JsonObject } from '../json.ts';

/** No model needs more characters for a token of prose or code than this. */
const CHARACTERS_PER_TOKEN_MAX = 8;

export function readOllamaUsage(line: JsonObject): TokenUsage | undefined {
  const inputTokens = asTokens(line['prompt_eval_count']);
  const outputTokens = asTokens(line['eval_count']);
  return inputTokens === undefined || outputTokens === undefined
    ? undefined
    : { inputTokens, outputTokens };
}

/**
 * Whether a prompt of so many characters cannot have been read whole: fewer tokens were read than
 * the most generous estimate allows.
 */
export function wasCutShort(promptCharacters: number, { inputTokens }: TokenUsage): boolean {
  return inputTokens > 0 && inputTokens * CHARACTERS_PER_TOKEN_MAX < promptCharacters;
}
