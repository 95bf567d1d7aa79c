/*
 * Messages as the contents of this wire: user and model in alternation, parts in order. A signature
 * goes back on the very part that it came with, and only to the model that made it. Newer models
 * refuse a call without one, so calls that are not theirs carry the word that Google gives for that
 * case (ai.google.dev/gemini-api/docs/thought-signatures).
 */
import type { Message, ModelId, Part, ToolCall, ToolResult } from '../../core/index.ts';
import { asObject, asText, parseJson, type JsonObject } from '../json.ts';
import { ownData, textOf } from '../parts.ts';
import type { GeminiDialect } from './encode.ts';
import { knowsOnlyBudgets } from './thinking.ts';

type Content = { readonly role: 'user' | 'model'; readonly parts: readonly JsonObject[] };

const WIRE = 'gemini.generateContent';
const FOREIGN_CALL = 'skip_thought_signature_validator';

export function encodeContents(
  messages: readonly Message[],
  modelId: ModelId,
  dialect: GeminiDialect,
): readonly Content[] {
  const wantsSignature = !knowsOnlyBudgets(modelId, dialect);
  const callIds = callIdsOf(messages, modelId);
  const contents: Content[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'model' : 'user';
    const parts = message.parts.flatMap((part) => encodePart(part, modelId, callIds));
    const signed = role === 'model' && wantsSignature ? signFirstCall(parts) : parts;
    const last = contents.at(-1);
    if (last?.role === role) {
      contents[contents.length - 1] = { role, parts: [...last.parts, ...signed] };
    } else if (signed.length > 0) contents.push({ role, parts: signed });
  }
  return contents;
}

function encodePart(
  part: Part,
  modelId: ModelId,
  callIds: ReadonlyMap<string, string>,
): readonly JsonObject[] {
  const thoughtSignature = asText(ownData(part, WIRE, modelId)?.['thoughtSignature']);
  const signature = thoughtSignature === undefined ? {} : { thoughtSignature };
  switch (part.type) {
    case 'image':
      return [{ inlineData: { mimeType: part.mediaType, data: part.dataBase64 }, ...signature }];
    case 'tool-call':
      return [{ functionCall: encodeCall(part, callIds), ...signature }];
    case 'tool-result':
      return [{ functionResponse: encodeResult(part, callIds) }];
    default: {
      // Thoughts are not sent back, but a signature that came after them is.
      const text = textOf(part);
      return text === '' && thoughtSignature === undefined ? [] : [{ text, ...signature }];
    }
  }
}

function encodeCall(call: ToolCall, callIds: ReadonlyMap<string, string>): JsonObject {
  const id = callIds.get(call.id);
  const args = asObject(parseJson(call.argumentsJson)) ?? {};
  return { ...(id === undefined ? {} : { id }), name: call.name, args };
}

function encodeResult(result: ToolResult, callIds: ReadonlyMap<string, string>): JsonObject {
  const id = callIds.get(result.id);
  const response = { [result.isError ? 'error' : 'output']: result.text };
  return { ...(id === undefined ? {} : { id }), name: result.name, response };
}

/** Ids only where the vendor gave them: mostly it goes by name and order. */
function callIdsOf(messages: readonly Message[], modelId: ModelId): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const part of messages.flatMap((message) => message.parts)) {
    const id =
      part.type === 'tool-call' ? asText(ownData(part, WIRE, modelId)?.['callId']) : undefined;
    if (id !== undefined && part.type === 'tool-call') ids.set(part.id, id);
  }
  return ids;
}

/** Of calls side by side only the first carries a signature. */
function signFirstCall(parts: readonly JsonObject[]): readonly JsonObject[] {
  const at = parts.findIndex((part) => part['functionCall'] !== undefined);
  if (at < 0 || parts[at]?.['thoughtSignature'] !== undefined) return parts;
  return parts.map((part, index) =>
    index === at ? { ...part, thoughtSignature: FOREIGN_CALL } : part,
  );
}
