/*
 * Puts tool calls together from their pieces. Pieces belong together by `index`; where a server
 * sends none, by id, else by what can only be a beginning. Every server differs a little here:
 * whole calls at once (Mistral), arguments as an object (Ollama), all calls under index 0 with
 * different ids (Gemini's compatible endpoint), an empty name in later pieces (Z.ai), an empty call
 * where there is none (Snowflake). A call leaves here only when its arguments are complete JSON;
 * half a call never does.
 */
import type { ModelId, StreamEvent } from '../../core/index.ts';
import { isWholeArguments, type ClosedCalls } from '../ending.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';
import { createJsonEnd, type JsonEnd } from './jsonEnd.ts';

type Slot = {
  /** Ours, unique over the attempt. */
  readonly id: string;
  readonly index: number | undefined;
  wireId: string | undefined;
  name: string;
  argumentsText: string;
  readonly end: JsonEnd;
};

/** Far above what any model calls at once; each piece is looked up among them. */
const CALLS_MAX = 1000;

export type ToolCallFold = {
  readonly isEmpty: boolean;
  /** The deltas that a message or delta brings. */
  add(delta: JsonObject): readonly StreamEvent[];
  /** The calls at the end: whole ones as events, and whether there were others. */
  close(isCutShort: boolean): ClosedCalls;
};

/** What an echoed call carries for this wire: the id that the vendor gave it. */
type CallOpaque = { readonly callId: string };

export function createToolCallFold(attemptId: string, modelId: ModelId): ToolCallFold {
  const slots: Slot[] = [];
  let isOverfull = false;

  const slotOf = (piece: JsonObject, name: string, part: string): Slot | undefined => {
    const index = typeof piece['index'] === 'number' ? piece['index'] : undefined;
    const wireId = asText(piece['id']);
    const found = findSlot(slots, { index, wireId, name, part });
    if (found !== undefined) return found;
    if (slots.length >= CALLS_MAX) {
      isOverfull = true;
      return undefined;
    }
    const slot: Slot = {
      id: `${attemptId}.${slots.length}`,
      index,
      wireId,
      name,
      argumentsText: '',
      end: createJsonEnd(),
    };
    slots.push(slot);
    return slot;
  };

  return {
    get isEmpty() {
      return slots.length === 0;
    },
    add(delta) {
      const events: StreamEvent[] = [];
      for (const item of piecesOf(delta)) {
        const piece = asObject(item);
        const called = asObject(piece?.['function']);
        if (piece === undefined || called === undefined) continue;
        const name = asText(called['name']) ?? '';
        const part = argumentsOf(called['arguments']);
        if (saysNothing(piece, name, part)) continue;
        const slot = slotOf(piece, name, part);
        if (slot === undefined) continue;
        slot.wireId ??= asText(piece['id']);
        if (slot.name === '') slot.name = name;
        slot.argumentsText += part;
        slot.end.push(part);
        const { id } = slot;
        events.push({ type: 'tool-call-delta', id, name: slot.name, argumentsText: part });
      }
      return events;
    },
    close(isCutShort) {
      const calls: StreamEvent[] = [];
      for (const slot of slots) {
        const { id, name } = slot;
        const isBare = slot.argumentsText.trim() === '';
        // Without arguments a call means `{}`, unless the answer was cut off before they came.
        const argumentsJson = isBare && !isCutShort ? '{}' : slot.argumentsText;
        if (name === '' || !isWholeArguments(argumentsJson, isCutShort)) continue;
        const data: CallOpaque | undefined =
          slot.wireId === undefined ? undefined : { callId: slot.wireId };
        calls.push({
          type: 'tool-call',
          id,
          name,
          argumentsJson,
          ...(data === undefined ? {} : { opaque: { wire: 'openai.chat', modelId, data } }),
        });
      }
      return { calls, isBroken: isOverfull || calls.length < slots.length };
    },
  };
}

type Piece = {
  readonly index: number | undefined;
  readonly wireId: string | undefined;
  readonly name: string;
  readonly part: string;
};

/** The call that a piece goes on with, or `undefined` where it begins another one. */
function findSlot(slots: readonly Slot[], piece: Piece): Slot | undefined {
  const { index, wireId, name } = piece;
  const last = index === undefined ? slots.at(-1) : slots.findLast((slot) => slot.index === index);
  if (last === undefined) return undefined;
  const isComplete = (): boolean => last.end.isReached;
  if (index !== undefined) {
    // Another id and a name after complete arguments: a second call under the same index.
    const isOther = wireId !== undefined && last.wireId !== undefined && wireId !== last.wireId;
    return isOther && name !== '' && isComplete() ? undefined : last;
  }
  if (wireId !== undefined) return slots.find((slot) => slot.wireId === wireId);
  if (name === '') return last;
  return name === last.name && last.argumentsText !== '' && !isComplete() ? last : undefined;
}

/** Neither id, name nor arguments: a field that is there and empty, not a call. */
function saysNothing(piece: JsonObject, name: string, part: string): boolean {
  return name === '' && part === '' && asText(piece['id']) === undefined;
}

/** `tool_calls`, or the single `function_call` of the first years. */
function piecesOf(delta: JsonObject): readonly unknown[] {
  const calls = asArray(delta['tool_calls']);
  const single = asObject(delta['function_call']);
  return calls.length > 0 || single === undefined ? calls : [{ function: single, index: 0 }];
}

function argumentsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
}
