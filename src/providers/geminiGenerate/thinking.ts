/*
 * Thinking as this wire wants it: a budget for models up to 2.5, a level for newer ones, said at
 * all only where the person chose. Newer models cannot be kept from thinking; off is their lowest
 * level, and their thoughts are not asked for then. Source: ai.google.dev/gemini-api/docs/thinking.
 */
import type { ModelId, ReasoningEffort } from '../../core/index.ts';
import type { JsonObject } from '../json.ts';
import type { GeminiDialect } from './encode.ts';

const BUDGET: Readonly<Record<ReasoningEffort, number>> = {
  off: 0,
  low: 1024,
  medium: 8192,
  high: 24_576,
};

const LEVEL: Readonly<Record<ReasoningEffort, string>> = {
  off: 'LOW',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
};

export function thinkingConfigOf(
  effort: ReasoningEffort | undefined,
  modelId: ModelId,
  dialect: GeminiDialect,
): JsonObject | undefined {
  if (effort === undefined) return undefined;
  const shown = effort === 'off' ? {} : { includeThoughts: true };
  return knowsOnlyBudgets(modelId, dialect)
    ? { ...shown, thinkingBudget: BUDGET[effort] }
    : { ...shown, thinkingLevel: LEVEL[effort] };
}

export function knowsOnlyBudgets(modelId: ModelId, { budgetThinking }: GeminiDialect): boolean {
  const name = modelId.replace(/^models\//, '');
  return budgetThinking.some((start) => name.startsWith(start));
}
