/*
 * The output items of one answer, put together from their pieces. `output_item.done` is trusted:
 * what the deltas left out is told then, and only then is a call whole. Sealed reasoning is handed
 * on as it came, for a later turn, and with it the ids of the items that followed: without them it
 * is refused (recorded 400). Items of the server's own tools say nothing here.
 */
import type { StreamEvent } from '../../core/index.ts';
import { isWholeArguments, type ClosedCalls } from '../ending.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';
import type { CallPlace } from '../wire.ts';

type Slot = {
  /** Ours, unique over the attempt; for calls. */
  id: string | undefined;
  name: string;
  callId: string | undefined;
  itemId: string | undefined;
  argumentsText: string;
  text: string;
  reasoning: string;
  isDone: boolean;
  isSealed: boolean;
};

type Kind = 'text' | 'reasoning';

export type OutputFold = {
  readonly hasText: boolean;
  readonly isRefusal: boolean;
  added(item: JsonObject, index: number): void;
  delta(kind: Kind, text: string, index: number): void;
  refused(text: string, index: number): void;
  argumentsDelta(text: string, index: number): void;
  /** A whole item; a second telling of the same one is ignored. */
  done(item: JsonObject, index: number): void;
  close(isCutShort: boolean): ClosedCalls;
};

export function createOutputFold(
  { attemptId, modelId }: Pick<CallPlace, 'attemptId' | 'modelId'>,
  emit: (event: StreamEvent) => void,
): OutputFold {
  const slots = new Map<number, Slot>();
  let calls = 0;
  let hasText = false;
  let isRefusal = false;

  const slotOf = (index: number): Slot => {
    const slot = slots.get(index) ?? emptySlot();
    slots.set(index, slot);
    return slot;
  };
  const say = (kind: Kind, text: string, slot: Slot): void => {
    if (text === '') return;
    slot[kind] += text;
    hasText ||= kind === 'text';
    emit(kind === 'text' ? { type: 'text-delta', text } : { type: 'reasoning-delta', text });
  };
  const callDelta = (argumentsText: string, slot: Slot): void => {
    slot.id ??= `${attemptId}.${calls++}`;
    slot.argumentsText += argumentsText;
    emit({ type: 'tool-call-delta', id: slot.id, name: slot.name, argumentsText });
  };
  /** What a whole item says beyond its deltas. */
  const rest = (kind: Kind, whole: string, slot: Slot): void => {
    if (whole.startsWith(slot[kind])) say(kind, whole.slice(slot[kind].length), slot);
  };

  const itemReaders = createItemReaders({
    modelId,
    emit,
    rest,
    callDelta,
    refuse: () => {
      isRefusal = true;
    },
  });

  return {
    get hasText() {
      return hasText;
    },
    get isRefusal() {
      return isRefusal;
    },
    added(item, index) {
      if (item['type'] !== 'function_call') return;
      const slot = slotOf(index);
      slot.name = asText(item['name']) ?? '';
      callDelta('', slot);
    },
    delta: (kind, text, index) => say(kind, text, slotOf(index)),
    refused(text, index) {
      isRefusal = true;
      say('text', text, slotOf(index));
    },
    argumentsDelta: (text, index) => callDelta(text, slotOf(index)),
    done(item, index) {
      const slot = slotOf(index);
      const type = asText(item['type']) ?? '';
      if (slot.isDone || !Object.hasOwn(itemReaders, type)) return;
      itemReaders[type]?.(item, slot);
      slot.isDone = item['status'] !== 'in_progress' && item['status'] !== 'incomplete';
    },
    close: (isCutShort) => closeCalls([...slots.values()], isCutShort, modelId),
  };
}

type Tellers = {
  readonly modelId: string;
  readonly emit: (event: StreamEvent) => void;
  readonly rest: (kind: Kind, whole: string, slot: Slot) => void;
  readonly callDelta: (argumentsText: string, slot: Slot) => void;
  readonly refuse: () => void;
};

/** What each kind of whole item says. */
function createItemReaders({ modelId, emit, rest, callDelta, refuse }: Tellers): {
  readonly [type: string]: (item: JsonObject, slot: Slot) => void;
} {
  let hasSealed = false;
  /** Once per item: one that was cut short is told a second time at the end. */
  const seal = (data: JsonObject, slot: Slot): void => {
    if (slot.isSealed) return;
    slot.isSealed = true;
    emit({ type: 'opaque', opaque: { wire: 'openai.responses', modelId, data } });
  };
  return {
    message(item, slot) {
      const isRefusal = wordsOf(item['content'], 'refusal') !== '';
      if (isRefusal) refuse();
      rest('text', wordsOf(item['content'], 'text', 'refusal'), slot);
      const message = headOf(item);
      if (hasSealed && !isRefusal && message !== undefined) seal({ message }, slot);
    },
    reasoning(item, slot) {
      const summary = wordsOf(item['summary'], 'text');
      rest('reasoning', summary === '' ? wordsOf(item['content'], 'text') : summary, slot);
      // Without its seal an item that the server did not keep cannot go back.
      if (asText(item['encrypted_content']) === undefined) return;
      hasSealed = true;
      seal({ reasoning: [item] }, slot);
    },
    function_call(item, slot) {
      slot.name = asText(item['name']) ?? slot.name;
      slot.callId = asText(item['call_id']);
      slot.itemId = hasSealed ? asText(item['id']) : undefined;
      const whole = asText(item['arguments']) ?? slot.argumentsText;
      if (slot.id === undefined) callDelta(whole, slot);
      slot.argumentsText = whole;
    },
  };
}

function closeCalls(slots: readonly Slot[], isCutShort: boolean, modelId: string): ClosedCalls {
  const begun = slots.filter((slot) => slot.id !== undefined);
  const calls = begun.flatMap((slot): readonly StreamEvent[] => {
    const { id = '', name, callId, itemId, isDone } = slot;
    const argumentsJson = slot.argumentsText.trim() === '' ? '{}' : slot.argumentsText;
    if (!isDone || name === '' || !isWholeArguments(argumentsJson, isCutShort)) return [];
    const data = { callId, ...(itemId === undefined ? {} : { itemId }) };
    const opaque = { wire: 'openai.responses', modelId, data } as const;
    const own = callId === undefined ? {} : { opaque };
    return [{ type: 'tool-call', id, name, argumentsJson, ...own }];
  });
  return { calls, isBroken: calls.length < begun.length };
}

const emptySlot = (): Slot => ({
  id: undefined,
  name: '',
  callId: undefined,
  itemId: undefined,
  argumentsText: '',
  text: '',
  reasoning: '',
  isDone: false,
  isSealed: false,
});

/** What names a message beside its words; `phase` tells a comment from the answer. */
function headOf(item: JsonObject): JsonObject | undefined {
  const id = asText(item['id']);
  if (id === undefined) return undefined;
  const phase = asText(item['phase']);
  const status = asText(item['status']) ?? 'completed';
  return { id, status, ...(phase === undefined ? {} : { phase }) };
}

/** The words of a list of parts, from the first of these fields that a part has. */
function wordsOf(parts: unknown, ...fields: readonly string[]): string {
  return asArray(parts)
    .map((item) => {
      const part = asObject(item);
      return fields.map((field) => asText(part?.[field])).find((text) => text !== undefined) ?? '';
    })
    .join('');
}
