/*
 * The parts of one answer: text, thoughts, function calls, and the signatures that must go back.
 * A call comes whole in one part; its signature stays with it. The signature of any other part is
 * passed on as it comes. Code that the vendor ran, its own tools and kinds that are not known say
 * nothing.
 */
import type { StreamEvent } from '../../core/index.ts';
import type { Sink } from '../body/decoding.ts';
import type { ClosedCalls } from '../ending.ts';
import { asObject, asText, type JsonObject } from '../json.ts';
import type { CallPlace } from '../wire.ts';

/** What goes back with a call or a part of this wire. */
type PartOpaque = { readonly callId?: string; readonly thoughtSignature?: string };

export type PartFold = {
  readonly hasText: boolean;
  read(part: JsonObject): void;
  close(): ClosedCalls;
};

export function createPartFold({ attemptId, modelId }: CallPlace, sink: Sink): PartFold {
  const calls: StreamEvent[] = [];
  let seen = 0;
  let hasText = false;

  const opaqueOf = (data: PartOpaque) =>
    ({ wire: 'gemini.generateContent', modelId, data }) as const;

  const addCall = (called: JsonObject, signature: PartOpaque): void => {
    const id = `${attemptId}.${seen}`;
    seen += 1;
    const name = asText(called['name']);
    if (name === undefined) return;
    const argumentsJson = JSON.stringify(asObject(called['args']) ?? {});
    sink.emit({ type: 'tool-call-delta', id, name, argumentsText: argumentsJson });
    const callId = asText(called['id']);
    const data = { ...(callId === undefined ? {} : { callId }), ...signature };
    const opaque = Object.keys(data).length === 0 ? {} : { opaque: opaqueOf(data) };
    calls.push({ type: 'tool-call', id, name, argumentsJson, ...opaque });
  };

  return {
    get hasText() {
      return hasText;
    },
    read(part) {
      const thoughtSignature = asText(part['thoughtSignature']);
      const signature = thoughtSignature === undefined ? {} : { thoughtSignature };
      const called = asObject(part['functionCall']);
      if (called !== undefined) return addCall(called, signature);
      const text = asText(part['text']);
      if (text !== undefined && part['thought'] === true) {
        sink.emit({ type: 'reasoning-delta', text });
      } else if (text !== undefined) {
        hasText = true;
        sink.emit({ type: 'text-delta', text });
      }
      const isOwnTool = part['toolCall'] !== undefined || part['toolResponse'] !== undefined;
      if (thoughtSignature === undefined || isOwnTool) return;
      sink.emit({ type: 'opaque', opaque: opaqueOf(signature) });
    },
    close: () => ({ calls, isBroken: calls.length < seen }),
  };
}
