/*
 * Messages as the turns of this wire: user and assistant in alternation, parts as blocks. The
 * results of calls stand first in the turn after them; a call without a result gets one that says
 * so, a result without its call becomes text, because the API refuses both. Thinking goes back only
 * as the signed blocks that came from this wire and model; foreign data is left out.
 */
import type { Message, ModelId, Part, ToolResult } from '../../core/index.ts';
import { asObject, asText, parseJson, type JsonObject } from '../json.ts';
import { ownData, textOf, wireIdsOf } from '../parts.ts';

export type Turn = {
  readonly role: 'user' | 'assistant';
  readonly content: readonly JsonObject[];
};

const WIRE = 'anthropic.messages';

export function encodeTurns(messages: readonly Message[], modelId: ModelId): readonly Turn[] {
  const wireIds = wireIdsOf(messages, WIRE, modelId);
  const turns: Turn[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = message.parts.flatMap((part) => encodePart(part, modelId, wireIds));
    const last = turns.at(-1);
    if (last?.role === role) {
      turns[turns.length - 1] = { role, content: [...last.content, ...content] };
    } else if (content.length > 0) turns.push({ role, content });
  }
  return trimEnd(turns.flatMap((turn, at) => withResults(turn, turns[at - 1], turns[at + 1])));
}

function encodePart(
  part: Part,
  modelId: ModelId,
  wireIds: ReadonlyMap<string, string>,
): readonly JsonObject[] {
  const block = asObject(ownData(part, WIRE, modelId)?.['block']);
  if (block !== undefined) return [block];
  switch (part.type) {
    case 'image': {
      const source = { type: 'base64', media_type: part.mediaType, data: part.dataBase64 };
      return [{ type: 'image', source }];
    }
    case 'tool-call': {
      const input = asObject(parseJson(part.argumentsJson)) ?? {};
      const id = wireIds.get(part.id) ?? part.id;
      return [{ type: 'tool_use', id, name: part.name, input }];
    }
    case 'tool-result':
      return [encodeResult(part, wireIds.get(part.id) ?? part.id)];
    case 'reasoning':
      return [];
    default: {
      const text = textOf(part);
      // Blank blocks are refused.
      return text.trim() === '' ? [] : [{ type: 'text', text }];
    }
  }
}

function encodeResult({ text, isError }: ToolResult, id: string): JsonObject {
  return {
    type: 'tool_result',
    tool_use_id: id,
    content: text,
    ...(isError ? { is_error: true } : {}),
  };
}

/** A user turn with its results in order; a turn of results after calls that nobody answered. */
function withResults(
  turn: Turn,
  before: Turn | undefined,
  after: Turn | undefined,
): readonly Turn[] {
  if (turn.role === 'assistant') {
    const isOpen = after === undefined && callIds(turn).length > 0;
    return isOpen ? [turn, { role: 'user', content: callIds(turn).map(missingResult) }] : [turn];
  }
  const calls = before === undefined ? [] : callIds(before);
  const results = new Map<string, JsonObject>();
  const rest: JsonObject[] = [];
  for (const block of turn.content) {
    const id = block['type'] === 'tool_result' ? asText(block['tool_use_id']) : undefined;
    if (id === undefined) rest.push(block);
    else if (calls.includes(id) && !results.has(id)) results.set(id, block);
    else rest.push({ type: 'text', text: `Result of a tool: ${asText(block['content']) ?? ''}` });
  }
  const ordered = calls.map((id) => results.get(id) ?? missingResult(id));
  return [{ role: 'user', content: [...ordered, ...rest] }];
}

function callIds({ content }: Turn): readonly string[] {
  return content.flatMap((block) =>
    block['type'] === 'tool_use' ? (asText(block['id']) ?? []) : [],
  );
}

function missingResult(id: string): JsonObject {
  const content = 'There is no result: the call was not run.';
  return { type: 'tool_result', tool_use_id: id, content, is_error: true };
}

/** An answer that is begun may not end in blanks. */
function trimEnd(turns: readonly Turn[]): readonly Turn[] {
  const last = turns.at(-1);
  const block = last?.content.at(-1);
  const text = block?.['type'] === 'text' ? asText(block['text']) : undefined;
  if (last?.role !== 'assistant' || text === undefined || text === text.trimEnd()) return turns;
  const content = [...last.content.slice(0, -1), { ...block, text: text.trimEnd() }];
  return [...turns.slice(0, -1), { ...last, content }];
}
