/*
 * Thinking as this wire wants it: a budget for older models, an effort for newer ones, said at all
 * only where the person chose. It is off where the API would refuse it: with a forced tool, before
 * an answer that is already begun, and inside a tool loop whose first calls were another model's
 * (they lack the signed blocks that must stand before them).
 */
import type { ChatRequest, Message, ModelId, ReasoningEffort } from '../../core/index.ts';
import type { JsonObject } from '../json.ts';
import { ownData } from '../parts.ts';
import type { AnthropicDialect } from './encode.ts';

export type Thinking = {
  readonly isOn: boolean;
  readonly fields: JsonObject;
  /** What it needs of `max_tokens` beside the answer. */
  readonly tokens: number;
};

const TOKENS: Readonly<Record<Exclude<ReasoningEffort, 'off'>, number>> = {
  low: 2048,
  medium: 8192,
  high: 24_576,
};
/** Smaller budgets are refused. */
const BUDGET_MIN = 1024;

export function thinkingOf(
  request: ChatRequest,
  modelId: ModelId,
  { budgetThinking }: AnthropicDialect,
): Thinking {
  const { reasoning: effort, outputTokensMax } = request;
  if (effort === undefined) return { isOn: false, fields: {}, tokens: 0 };
  if (effort === 'off' || isRefused(request, modelId)) return OFF;
  if (!budgetThinking.some((start) => modelId.startsWith(start))) {
    const thinking = { type: 'adaptive', display: 'summarized' };
    return { isOn: true, fields: { thinking, output_config: { effort } }, tokens: TOKENS[effort] };
  }
  // The budget is part of the limit, and something must be left for the answer.
  const budget = Math.min(TOKENS[effort], (outputTokensMax ?? Infinity) - BUDGET_MIN);
  if (budget < BUDGET_MIN) return OFF;
  return {
    isOn: true,
    fields: { thinking: { type: 'enabled', budget_tokens: budget } },
    tokens: budget,
  };
}

const OFF: Thinking = { isOn: false, fields: { thinking: { type: 'disabled' } }, tokens: 0 };

function isRefused({ messages, tools = [], toolChoice }: ChatRequest, modelId: ModelId): boolean {
  const isForced =
    tools.length > 0 && (toolChoice === 'required' || typeof toolChoice === 'object');
  return isForced || messages.at(-1)?.role === 'assistant' || isForeignLoop(messages, modelId);
}

/** The calls since the person last spoke came without this model's own thinking. */
function isForeignLoop(messages: readonly Message[], modelId: ModelId): boolean {
  const spoke = messages.findLastIndex(
    ({ role, parts }) => role === 'user' && parts.some((part) => part.type !== 'tool-result'),
  );
  return messages
    .slice(spoke + 1)
    .some(
      ({ role, parts }) =>
        role === 'assistant' &&
        parts.some((part) => part.type === 'tool-call') &&
        !parts.some((part) => ownData(part, 'anthropic.messages', modelId)?.['block']),
    );
}
