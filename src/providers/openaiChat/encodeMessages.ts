/*
 * Messages and their parts as this wire wants them. Files become fenced text, images data URLs,
 * every tool result a message of its own. Reasoning goes back only to the wire and model it came
 * from.
 */
import type { Image, Message, ModelId, Part, ToolCall } from '../../core/index.ts';
import { asArray, asText, type JsonObject } from '../json.ts';
import { joinTexts, ownData, textOf, wireIdsOf } from '../parts.ts';
import type { ChatDialect } from './encode.ts';

const WIRE = 'openai.chat';

export function encodeMessages(
  messages: readonly Message[],
  modelId: ModelId,
  dialect: ChatDialect,
): readonly JsonObject[] {
  const wireIds = wireIdsOf(messages, WIRE, modelId);
  const loopStart = messages.findLastIndex((message) => message.role === 'user');
  return messages.flatMap((message, at): readonly JsonObject[] => {
    const results = message.parts.flatMap((part): readonly JsonObject[] =>
      part.type === 'tool-result'
        ? [
            {
              role: 'tool',
              tool_call_id: wireIds.get(part.id) ?? part.id,
              // The wire has no mark for a failed tool; the words must say it.
              content: part.isError ? `Error: ${part.text}` : part.text,
            },
          ]
        : [],
    );
    if (message.role === 'tool') return results;
    if (message.role === 'assistant') {
      const isInLoop = at > loopStart && dialect.echoReasoningContent;
      return [encodeAssistant(message.parts, modelId, wireIds, isInLoop)];
    }
    const rest = message.parts.filter((part) => part.type !== 'tool-result');
    if (results.length > 0 && rest.length === 0) return results;
    return [...results, { role: message.role, content: encodeContent(rest, message.role) }];
  });
}

function encodeAssistant(
  parts: readonly Part[],
  modelId: ModelId,
  wireIds: ReadonlyMap<string, string>,
  withReasoningContent: boolean,
): JsonObject {
  const calls = parts.filter((part): part is ToolCall => part.type === 'tool-call');
  const text = joinTexts(parts);
  const echo = echoOf(parts, modelId);
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    ...(echo.details.length === 0 ? {} : { reasoning_details: echo.details }),
    ...(withReasoningContent && echo.content !== '' ? { reasoning_content: echo.content } : {}),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map((call) => ({
            id: wireIds.get(call.id) ?? call.id,
            type: 'function',
            function: { name: call.name, arguments: call.argumentsJson },
          })),
        }),
  };
}

/** One string where there is only text: servers without vision often take nothing else. */
function encodeContent(parts: readonly Part[], role: Message['role']): unknown {
  if (role === 'system' || !parts.some((part) => part.type === 'image')) return joinTexts(parts);
  return parts.flatMap((part): readonly JsonObject[] => {
    if (part.type === 'image') return [encodeImage(part)];
    const text = textOf(part);
    return text === '' ? [] : [{ type: 'text', text }];
  });
}

function encodeImage(image: Image): JsonObject {
  return {
    type: 'image_url',
    image_url: { url: `data:${image.mediaType};base64,${image.dataBase64}` },
  };
}

function echoOf(
  parts: readonly Part[],
  modelId: ModelId,
): { readonly details: readonly unknown[]; readonly content: string } {
  const data = parts.map((part) => ownData(part, WIRE, modelId));
  return {
    details: data.flatMap((own) => asArray(own?.['reasoningDetails'])),
    content: data.map((own) => asText(own?.['reasoningContent']) ?? '').join(''),
  };
}
