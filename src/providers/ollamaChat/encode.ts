/*
 * A neutral request as a body of `/api/chat`. Sends what was asked for and nothing else; limits and
 * sampling stand under `options`. The server cuts a conversation that is longer than its window
 * without a word, so the window is named where it is known. There is no tool choice on this wire:
 * `none` sends no tools, the others leave it to the model.
 */
import type { ChatRequest, ModelId } from '../../core/index.ts';
import type { JsonObject } from '../json.ts';
import { encodeOllamaMessages } from './encodeMessages.ts';

export type OllamaDialect = {
  /** Models that take an effort; all others only know thinking on and off. */
  readonly effortModels: RegExp;
};

export function encodeOllama(
  request: ChatRequest,
  modelId: ModelId,
  dialect: OllamaDialect,
  /** The window to ask for (`num_ctx`); absent: the server's own. */
  windowTokens?: number,
): string {
  const { tools = [], toolChoice } = request;
  const options = optionsOf(request, windowTokens);
  const think = thinkOf(request.reasoning, dialect.effortModels.test(modelId));
  const body: JsonObject = {
    model: modelId,
    messages: encodeOllamaMessages(request.messages, modelId),
    stream: true,
    ...(tools.length === 0 || toolChoice === 'none' ? {} : { tools: tools.map(encodeTool) }),
    ...(think === undefined ? {} : { think }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  return JSON.stringify(body);
}

function optionsOf(request: ChatRequest, windowTokens: number | undefined): JsonObject {
  const { outputTokensMax, stop, temperature, topP } = request;
  return {
    ...(windowTokens === undefined ? {} : { num_ctx: windowTokens }),
    ...(outputTokensMax === undefined ? {} : { num_predict: outputTokensMax }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
  };
}

function thinkOf(
  effort: ChatRequest['reasoning'],
  takesEffort: boolean,
): boolean | string | undefined {
  if (effort === undefined) return undefined;
  if (effort === 'off') return false;
  return takesEffort ? effort : true;
}

function encodeTool(tool: NonNullable<ChatRequest['tools']>[number]): JsonObject {
  const { name, description, parametersSchema } = tool;
  return { type: 'function', function: { name, description, parameters: parametersSchema } };
}
