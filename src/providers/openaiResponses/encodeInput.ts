/*
 * Messages as input items: the system's words as `instructions`, a turn as messages, calls and
 * results in the order in which they came. Sealed reasoning goes back untouched in its place, only
 * to the wire and model it came from and only with what followed it: else it is refused (recorded
 * 400). Results are matched by `call_id`, which is not the item's id.
 */
import type { Message, ModelId, Part } from '../../core/index.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';
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

/**
 * Sealed reasoning with an id is taken only with the item that followed it, under that item's own
 * id (recorded 400); it is left out where that is not known. Ids of items whose reasoning is not
 * sent are left out too, for the same reason.
 */
function encodeAssistant(
  parts: readonly Part[],
  modelId: ModelId,
  callIds: ReadonlyMap<string, string>,
): readonly JsonObject[] {
  const items: JsonObject[] = [];
  let waiting: readonly JsonObject[] = [];
  let hasSealed = false;
  const follow = (id: string | undefined): boolean => {
    const fitting = waiting.filter((item) => id !== undefined || item['id'] === undefined);
    items.push(...fitting);
    hasSealed ||= fitting.length > 0;
    waiting = [];
    return hasSealed && id !== undefined;
  };
  for (const [at, part] of parts.entries()) {
    const own = ownData(part, WIRE, modelId);
    const sealed = asArray(own?.['reasoning']).map(asObject);
    waiting = [...waiting, ...sealed.filter((item) => item !== undefined)];
    const text = textOf(part);
    if (text !== '') {
      const next = parts[at + 1];
      const head = next && asObject(ownData(next, WIRE, modelId)?.['message']);
      const isNamed = follow(asText(head?.['id']));
      items.push(encodeSaid(text, isNamed ? head : undefined));
    } else if (part.type === 'tool-call') {
      const id = asText(own?.['itemId']);
      const { name, argumentsJson } = part;
      const call_id = callIds.get(part.id) ?? part.id;
      const ids = follow(id) ? { id, call_id } : { call_id };
      items.push({ type: 'function_call', ...ids, name, arguments: argumentsJson });
    }
  }
  return items;
}

function encodeSaid(text: string, head: JsonObject | undefined): JsonObject {
  if (head === undefined) return { role: 'assistant', content: text };
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  return { type: 'message', role: 'assistant', ...head, content };
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
