/*
 * What every wire does with the parts of a message in the same way: a file as fenced text, the
 * words of several parts joined, opaque data handed out only to the wire and model it came from,
 * and the ids of tool calls. Ids are ours above this room; on the wire they become the vendor's own
 * where it gave one, else plain characters that every server takes.
 */
import type { File, Message, ModelId, Part, WireFormat } from '../core/index.ts';
import { asObject, asText, type JsonObject } from './json.ts';

/** The text of a part that is text on every wire; else nothing. */
export function textOf(part: Part): string {
  if (part.type === 'text') return part.text;
  return part.type === 'file' ? fenced(part) : '';
}

export function joinTexts(parts: readonly Part[]): string {
  return parts
    .map(textOf)
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The fence is longer than any run of backticks inside, so that no file can end it early. */
function fenced(file: File): string {
  const runs = file.text.match(/`+/g) ?? [];
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const name = file.name.replace(/\s+/g, ' ');
  const end = file.text.endsWith('\n') ? '' : '\n';
  return `File: ${name}\n${fence}${file.languageId ?? ''}\n${file.text}${end}${fence}`;
}

/** Opaque data of this wire and model; anything else stays here. */
export function ownData(part: Part, wire: WireFormat, modelId: ModelId): JsonObject | undefined {
  const { opaque } = part;
  return opaque?.wire === wire && opaque.modelId === modelId ? asObject(opaque.data) : undefined;
}

/**
 * Our id of each call → its id on the wire. Without the vendor's own: nine plain characters, the
 * one form that every server takes (Mistral refuses any other).
 */
export function wireIdsOf(
  messages: readonly Message[],
  wire: WireFormat,
  modelId: ModelId,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const part of messages.flatMap((message) => message.parts)) {
    if (part.type !== 'tool-call' || ids.has(part.id)) continue;
    const own = asText(ownData(part, wire, modelId)?.['callId']);
    let number = ids.size;
    let id = own ?? '';
    while (id === '' || taken.has(id)) id = `call${String(number++).padStart(5, '0')}`;
    taken.add(id);
    ids.set(part.id, id);
  }
  return ids;
}
