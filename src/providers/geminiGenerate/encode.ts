/*
 * A neutral request as a `generateContent` body. Sends what was asked for and nothing else. The
 * model and the wish to stream stand in the address, not here. Schemas go out as they are
 * (`parametersJsonSchema`), not in the vendor's own dialect of them.
 */
import type { ChatRequest, ModelId } from '../../core/index.ts';
import type { JsonObject } from '../json.ts';
import { joinTexts } from '../parts.ts';
import { encodeContents } from './encodeContents.ts';
import { thinkingConfigOf } from './thinking.ts';

export type GeminiDialect = {
  /**
   * Beginnings of the ids of models that know thinking only as a budget of tokens, and calls
   * without a signature.
   */
  readonly budgetThinking: readonly string[];
};

export function encodeGenerateBody(
  request: ChatRequest,
  modelId: ModelId,
  dialect: GeminiDialect,
): string {
  const { tools = [], toolChoice, outputTokensMax, stop, temperature, topP } = request;
  const system = joinTexts(
    request.messages.flatMap(({ role, parts }) => (role === 'system' ? parts : [])),
  );
  const thinkingConfig = thinkingConfigOf(request.reasoning, modelId, dialect);
  const generationConfig: JsonObject = {
    ...(outputTokensMax === undefined ? {} : { maxOutputTokens: outputTokensMax }),
    ...(thinkingConfig === undefined ? {} : { thinkingConfig }),
    ...(stop === undefined || stop.length === 0 ? {} : { stopSequences: stop }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
  };
  const body: JsonObject = {
    ...(system === '' ? {} : { systemInstruction: { parts: [{ text: system }] } }),
    contents: encodeContents(request.messages, modelId, dialect),
    ...(tools.length === 0 ? {} : { tools: [{ functionDeclarations: tools.map(encodeTool) }] }),
    ...(tools.length === 0 || toolChoice === undefined
      ? {}
      : { toolConfig: { functionCallingConfig: encodeToolChoice(toolChoice) } }),
    ...(Object.keys(generationConfig).length === 0 ? {} : { generationConfig }),
  };
  return JSON.stringify(body);
}

function encodeTool(tool: NonNullable<ChatRequest['tools']>[number]): JsonObject {
  const { name, description, parametersSchema } = tool;
  return { name, description, parametersJsonSchema: parametersSchema };
}

const MODES = { auto: 'AUTO', none: 'NONE', required: 'ANY' } as const;

function encodeToolChoice(choice: NonNullable<ChatRequest['toolChoice']>): JsonObject {
  return typeof choice === 'string'
    ? { mode: MODES[choice] }
    : { mode: 'ANY', allowedFunctionNames: [choice.name] };
}
