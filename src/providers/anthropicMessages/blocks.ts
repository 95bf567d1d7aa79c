/*
 * The content blocks of one answer: text and thinking as they come, thinking once more as the
 * signed block that a later turn must send back, tool calls put together from their pieces. Blocks
 * of the vendor's own tools and kinds that are not known say nothing. A call leaves here only at
 * the answer's end, and only with arguments that are whole.
 */
import type { StreamEvent } from '../../core/index.ts';
import type { Sink } from '../body/decoding.ts';
import { isWholeArguments, type ClosedCalls } from '../ending.ts';
import { asObject, asText, type JsonObject } from '../json.ts';
import type { CallPlace } from '../wire.ts';

type Call = { id: string; wireId: string | undefined; name: string; pieces: string; whole: string };
type Block =
  | { kind: 'thinking'; thinking: string; signature: string }
  | { kind: 'redacted'; block: JsonObject }
  | { kind: 'call'; call: Call };

export type BlockFold = {
  readonly hasText: boolean;
  start(index: unknown, block: JsonObject): void;
  delta(index: unknown, delta: JsonObject): void;
  stop(index: unknown): void;
  close(isCutShort: boolean): ClosedCalls;
};

export function createBlockFold({ attemptId, modelId }: CallPlace, sink: Sink): BlockFold {
  const open = new Map<unknown, Block>();
  const calls: Call[] = [];
  let hasText = false;

  const say = (text: unknown): void => {
    if (typeof text !== 'string' || text === '') return;
    hasText = true;
    sink.emit({ type: 'text-delta', text });
  };
  const think = (block: Block | undefined, text: unknown): void => {
    if (typeof text !== 'string' || text === '') return;
    if (block?.kind === 'thinking') block.thinking += text;
    sink.emit({ type: 'reasoning-delta', text });
  };
  const begin = (call: Call): Block => {
    calls.push(call);
    sink.emit({ type: 'tool-call-delta', id: call.id, name: call.name, argumentsText: '' });
    return { kind: 'call', call };
  };

  return {
    get hasText() {
      return hasText;
    },
    start(index, block) {
      open.delete(index);
      if (block['type'] === 'text') return say(block['text']);
      if (block['type'] === 'thinking') {
        const signature = asText(block['signature']) ?? '';
        const thinking: Block = { kind: 'thinking', thinking: '', signature };
        open.set(index, thinking);
        return think(thinking, block['thinking']);
      }
      if (block['type'] === 'redacted_thinking') open.set(index, { kind: 'redacted', block });
      if (block['type'] === 'tool_use') {
        open.set(index, begin(callOf(block, `${attemptId}.${calls.length}`)));
      }
    },
    delta(index, delta) {
      const block = open.get(index);
      if (delta['type'] === 'text_delta') return say(delta['text']);
      if (delta['type'] === 'thinking_delta') return think(block, delta['thinking']);
      if (delta['type'] === 'signature_delta' && block?.kind === 'thinking') {
        block.signature += asText(delta['signature']) ?? '';
      }
      const piece =
        delta['type'] === 'input_json_delta' ? asText(delta['partial_json']) : undefined;
      if (piece === undefined || block?.kind !== 'call') return;
      const { id, name } = block.call;
      block.call.pieces += piece;
      sink.emit({ type: 'tool-call-delta', id, name, argumentsText: piece });
    },
    stop(index) {
      const block = open.get(index);
      open.delete(index);
      const echo = block === undefined ? undefined : echoOf(block);
      if (echo === undefined) return;
      const data = { block: echo };
      sink.emit({ type: 'opaque', opaque: { wire: 'anthropic.messages', modelId, data } });
    },
    close(isCutShort) {
      const whole = calls.flatMap((call) => closeCall(call, modelId, isCutShort));
      return { calls: whole, isBroken: whole.length < calls.length };
    },
  };
}

function callOf(block: JsonObject, id: string): Call {
  const input = asObject(block['input']) ?? {};
  return {
    id,
    wireId: asText(block['id']),
    name: asText(block['name']) ?? '',
    pieces: '',
    whole: Object.keys(input).length === 0 ? '' : JSON.stringify(input),
  };
}

/** Only a signed block is taken back. */
function echoOf(block: Block): JsonObject | undefined {
  if (block.kind === 'redacted') return block.block;
  if (block.kind === 'call' || block.signature === '') return undefined;
  const { thinking, signature } = block;
  return { type: 'thinking', thinking, signature };
}

function closeCall(call: Call, modelId: string, isCutShort: boolean): readonly StreamEvent[] {
  const { id, wireId, name } = call;
  const said = call.pieces.trim() === '' ? call.whole : call.pieces;
  // Without arguments a call means `{}`, unless the answer was cut off before they came.
  const argumentsJson = said === '' && !isCutShort ? '{}' : said;
  if (name === '' || !isWholeArguments(argumentsJson, isCutShort)) return [];
  const data = { callId: wireId };
  const opaque = { opaque: { wire: 'anthropic.messages', modelId, data } } as const;
  return [{ type: 'tool-call', id, name, argumentsJson, ...(wireId === undefined ? {} : opaque) }];
}
