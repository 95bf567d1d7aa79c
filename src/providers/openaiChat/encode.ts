/*
 * A neutral request as a Chat Completions body. Sends what was asked for and nothing else: no
 * sampling parameter, no limit and no field that the person or the wire does not need. Dialects
 * differ only by the flags of `ChatDialect`, which presets carry as data.
 */
import type { ChatRequest, ModelId, ReasoningEffort } from '../../core/index.ts';
import type { JsonObject } from '../json.ts';
import { encodeMessages } from './encodeMessages.ts';

export type ChatDialect = {
  /**
   * OpenAI's reasoning models refuse `max_tokens` (recorded 400); most other servers know only it.
   */
  readonly maxTokensField: 'max_completion_tokens' | 'max_tokens';
  /** Ask for usage in streams. Off where a server refuses the field. */
  readonly sendStreamOptions: boolean;
  /** What to add to the body for each effort; an effort that is missing adds nothing. */
  readonly reasoning: Readonly<Partial<Record<ReasoningEffort, JsonObject>>>;
  /** Send `reasoning_content` back inside a tool loop (DeepSeek). */
  readonly echoReasoningContent: boolean;
  /** It finds its cached beginning by `prompt_cache_key`; others may refuse the field. */
  readonly takesCacheKey?: boolean;
};

export function encodeChat(request: ChatRequest, modelId: ModelId, dialect: ChatDialect): string {
  const { tools = [], toolChoice, outputTokensMax, stop, temperature, topP, cacheKey } = request;
  const isKeyed = dialect.takesCacheKey === true && cacheKey !== undefined;
  const body: JsonObject = {
    model: modelId,
    messages: encodeMessages(request.messages, modelId, dialect),
    stream: true,
    ...(dialect.sendStreamOptions ? { stream_options: { include_usage: true } } : {}),
    ...(tools.length === 0 ? {} : { tools: tools.map(encodeTool) }),
    ...(tools.length === 0 || toolChoice === undefined
      ? {}
      : { tool_choice: encodeToolChoice(toolChoice) }),
    ...(outputTokensMax === undefined ? {} : { [dialect.maxTokensField]: outputTokensMax }),
    ...(request.reasoning === undefined ? {} : dialect.reasoning[request.reasoning]),
    ...(stop === undefined || stop.length === 0 ? {} : { stop }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(isKeyed ? { prompt_cache_key: cacheKey } : {}),
  };
  return JSON.stringify(body);
}

function encodeTool(tool: NonNullable<ChatRequest['tools']>[number]): JsonObject {
  const { name, description, parametersSchema } = tool;
  return { type: 'function', function: { name, description, parameters: parametersSchema } };
}

function encodeToolChoice(choice: NonNullable<ChatRequest['toolChoice']>): unknown {
  return typeof choice === 'string'
    ? choice
    : { type: 'function', function: { name: choice.name } };
}
