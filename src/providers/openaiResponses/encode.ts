/*
 * A neutral request as a body of the Responses API. Nothing is kept on the server (`store: false`),
 * so a model that reasons gives its reasoning sealed and gets it back in a later turn. Sends what
 * was asked for and nothing else; there are no stop sequences on this wire.
 */
import type { ChatRequest, ModelId } from '../../core/index.ts';
import type { JsonObject } from '../json.ts';
import { encodeInput } from './encodeInput.ts';

export type ResponsesDialect = {
  /**
   * Models that reason: others refuse `reasoning` and sealed reasoning (recorded 400). A preset
   * whose own wire is another one asks exactly these on this wire, at its own address only.
   */
  readonly reasoningModels: RegExp;
};

/** Fewer are refused (recorded 400). */
const OUTPUT_TOKENS_MIN = 16;

export function encodeResponses(
  request: ChatRequest,
  modelId: ModelId,
  dialect: ResponsesDialect,
): string {
  const { tools = [], toolChoice, outputTokensMax, temperature, topP, cacheKey } = request;
  const { instructions, input } = encodeInput(request.messages, modelId);
  const reasons = dialect.reasoningModels.test(modelId);
  const body: JsonObject = {
    model: modelId,
    ...(instructions === '' ? {} : { instructions }),
    input,
    stream: true,
    store: false,
    ...(reasons ? { include: ['reasoning.encrypted_content'] } : {}),
    ...(tools.length === 0 ? {} : { tools: tools.map(encodeTool) }),
    ...(tools.length === 0 || toolChoice === undefined
      ? {}
      : { tool_choice: encodeToolChoice(toolChoice) }),
    ...(outputTokensMax === undefined
      ? {}
      : { max_output_tokens: Math.max(OUTPUT_TOKENS_MIN, outputTokensMax) }),
    ...(reasons ? encodeReasoning(request.reasoning) : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(cacheKey === undefined ? {} : { prompt_cache_key: cacheKey }),
  };
  return JSON.stringify(body);
}

function encodeReasoning(effort: ChatRequest['reasoning']): JsonObject {
  if (effort === undefined) return {};
  if (effort === 'off') return { reasoning: { effort: 'none' } };
  return { reasoning: { effort, summary: 'auto' } };
}

/** `strict` would ask for schemas of a narrower kind than tools have. */
function encodeTool(tool: NonNullable<ChatRequest['tools']>[number]): JsonObject {
  const { name, description, parametersSchema } = tool;
  return { type: 'function', name, description, parameters: parametersSchema, strict: false };
}

function encodeToolChoice(choice: NonNullable<ChatRequest['toolChoice']>): unknown {
  return typeof choice === 'string' ? choice : { type: 'function', name: choice.name };
}
