/*
 * Messages as `/api/chat` wants them: text and files in one string, images bare base64 beside it,
 * arguments of calls as an object, results by the name of the tool (calls have no ids here).
 * Thinking goes back inside a tool loop only, and only to the model that thought it.
 */
import type { Message, ModelId, Part, ToolCall } from '../../core/index.ts';
import { asObject, asText, parseJson, type JsonObject } from '../json.ts';
import { joinTexts, ownData } from '../parts.ts';

export function encodeOllamaMessages(
  messages: readonly Message[],
  modelId: ModelId,
): readonly JsonObject[] {
  const loopStart = messages.findLastIndex((message) => message.role === 'user');
  return messages.flatMap(({ role, parts }, at): readonly JsonObject[] => {
    const results = parts.flatMap(encodeResult);
    if (role === 'tool') return results;
    if (role === 'assistant') return [encodeAssistant(parts, at > loopStart ? modelId : undefined)];
    const rest = parts.filter((part) => part.type !== 'tool-result');
    if (results.length > 0 && rest.length === 0) return results;
    const images = rest.flatMap((part) => (part.type === 'image' ? [part.dataBase64] : []));
    const said = { role, content: joinTexts(rest) };
    return [...results, images.length === 0 ? said : { ...said, images }];
  });
}

function encodeResult(part: Part): readonly JsonObject[] {
  if (part.type !== 'tool-result') return [];
  // The wire has no mark for a failed tool; the words must say it.
  const content = part.isError ? `Error: ${part.text}` : part.text;
  return [{ role: 'tool', tool_name: part.name, content }];
}

function encodeAssistant(parts: readonly Part[], loopModelId: ModelId | undefined): JsonObject {
  const calls = parts.filter((part): part is ToolCall => part.type === 'tool-call');
  const thinking =
    loopModelId === undefined
      ? ''
      : parts
          .map((part) => asText(ownData(part, 'ollama.chat', loopModelId)?.['thinking']) ?? '')
          .join('');
  return {
    role: 'assistant',
    content: joinTexts(parts),
    ...(thinking === '' ? {} : { thinking }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(encodeCall) }),
  };
}

/** Arguments that are no object would be refused: such a call then has none. */
function encodeCall({ name, argumentsJson }: ToolCall): JsonObject {
  return { function: { name, arguments: asObject(parseJson(argumentsJson)) ?? {} } };
}
