/*
 * Messages as input items: the system's words as `instructions`, a turn as messages, calls and
 * results in the order in which they came. Sealed reasoning goes back untouched in its place, only
 * to the wire and model it came from: in a wrong place or left out of a tool loop it is refused
 * (recorded 400). Results are matched by `call_id`, which is not the item's id.
 */
import type { Message, ModelId, Part } from '../../core/index.ts';
import { asArray, asObject, type JsonObject } from '../json.ts';
import { joinTexts, ownData, textOf, wireIdsOf } from '../parts.ts';

const WIRE = 'openai.responses';

export type EncodedInput = {
  /** Empty where there are none. */
  readonly instructions: string;
  readonly input: readonly JsonObject[];
};

export function encodeInput(messages: readonly Message[], modelId: ModelId): EncodedInput {
  const isSystem = ({ role }: Message): boolean => role === 'system';
  const callIds = wireIdsOf(messages, WIRE, modelId);
  const first = messages.findIndex((message) => !isSystem(message));
  const head = first < 0 ? messages : messages.slice(0, first);
  return {
    instructions: head.map(({ parts }) => joinTexts(parts)).join('\n\n'),
    input: messages.slice(head.length).flatMap(({ role, parts }): readonly JsonObject[] => {
      const results = parts.flatMap((part) => encodeResult(part, callIds));
      if (role === 'tool') return results;
      if (role === 'assistant') return encodeAssistant(parts, modelId, callIds);
      const rest = parts.filter((part) => part.type !== 'tool-result');
      if (results.length > 0 && rest.length === 0) return results;
      const said =
        role === 'system'
          ? { role: 'developer', content: joinTexts(rest) }
          : { role, content: encodeContent(rest) };
      return [...results, said];
    }),
  };
}

function encodeResult(part: Part, callIds: ReadonlyMap<string, string>): readonly JsonObject[] {
  if (part.type !== 'tool-result') return [];
  // The wire has no mark for a failed tool; the words must say it.
  const output = part.isError ? `Error: ${part.text}` : part.text;
  return [{ type: 'function_call_output', call_id: callIds.get(part.id) ?? part.id, output }];
}

function encodeAssistant(
  parts: readonly Part[],
  modelId: ModelId,
  callIds: ReadonlyMap<string, string>,
): readonly JsonObject[] {
  return parts.flatMap((part): readonly JsonObject[] => {
    const own = ownData(part, WIRE, modelId);
    const sealed = asArray(own?.['reasoning'])
      .map(asObject)
      .filter((item) => item !== undefined);
    const text = textOf(part);
    if (text !== '') return [...sealed, { role: 'assistant', content: text }];
    if (part.type !== 'tool-call') return sealed;
    const { name, argumentsJson } = part;
    const callId = callIds.get(part.id) ?? part.id;
    const call = { type: 'function_call', call_id: callId, name, arguments: argumentsJson };
    return [...sealed, call];
  });
}

function encodeContent(parts: readonly Part[]): readonly JsonObject[] {
  return parts.flatMap((part): readonly JsonObject[] => {
    if (part.type === 'image') {
      const { mediaType, dataBase64 } = part;
      const url = `data:${mediaType};base64,${dataBase64}`;
      return [{ type: 'input_image', image_url: url, detail: 'auto' }];
    }
    const text = textOf(part);
    return text === '' ? [] : [{ type: 'input_text', text }];
  });
}
