/*
 * A neutral request as a Messages body. Sends what was asked for and what the wire demands, which
 * is `max_tokens`. Sampling parameters go out only where the person set them, the version still
 * knows them, and the model does not think (it refuses them then).
 */
import type { ChatRequest, ModelId } from '../../core/index.ts';
import type { JsonObject } from '../json.ts';
import { joinTexts } from '../parts.ts';
import { withCacheMarks } from './cacheMarks.ts';
import { encodeTurns } from './encodeTurns.ts';
import type { ApiVersion } from '../presets/preset.ts';
import { thinkingOf } from './thinking.ts';

export type AnthropicDialect = {
  /** `2026-10-21` refuses sampling parameters, at their defaults too. */
  readonly version: ApiVersion;
  /** Beginnings of the ids of models that know thinking only as a budget of tokens. */
  readonly budgetThinking: readonly string[];
};

/**
 * The wire demands a limit. 8192 is what every model since Claude 3.5 can write, and above nearly
 * all answers; thinking comes on top.
 */
export const OUTPUT_TOKENS_DEFAULT = 8192;

export function encodeMessagesBody(
  request: ChatRequest,
  modelId: ModelId,
  dialect: AnthropicDialect,
): string {
  const { tools = [], toolChoice, outputTokensMax, stop, temperature, topP } = request;
  const thinking = thinkingOf(request, modelId, dialect);
  const canSample = dialect.version === '2023-06-01' && !thinking.isOn;
  const system = joinTexts(
    request.messages.flatMap(({ role, parts }) => (role === 'system' ? parts : [])),
  );
  const prefix = withCacheMarks({
    system,
    tools: tools.map(encodeTool),
    messages: encodeTurns(request.messages, modelId),
  });
  const body: JsonObject = {
    model: modelId,
    max_tokens: outputTokensMax ?? OUTPUT_TOKENS_DEFAULT + thinking.tokens,
    stream: true,
    ...(system === '' ? {} : { system: prefix.system }),
    messages: prefix.messages,
    ...(tools.length === 0 ? {} : { tools: prefix.tools }),
    ...(tools.length === 0 || toolChoice === undefined
      ? {}
      : { tool_choice: encodeToolChoice(toolChoice) }),
    ...thinking.fields,
    ...(stop === undefined || stop.length === 0 ? {} : { stop_sequences: stop }),
    ...(temperature === undefined || !canSample ? {} : { temperature }),
    ...(topP === undefined || !canSample ? {} : { top_p: topP }),
  };
  return JSON.stringify(body);
}

function encodeTool(tool: NonNullable<ChatRequest['tools']>[number]): JsonObject {
  const { name, description, parametersSchema } = tool;
  return { name, description, input_schema: parametersSchema };
}

function encodeToolChoice(choice: NonNullable<ChatRequest['toolChoice']>): JsonObject {
  if (typeof choice === 'object') return { type: 'tool', name: choice.name };
  return { type: choice === 'required' ? 'any' : choice };
}
