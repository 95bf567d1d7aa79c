/*
 * The parts of one answer: text, thoughts, function calls, and the signatures that must go back.
 * The signature of a call stays with it, that of any other part is passed on as it comes. Code that
 * the vendor ran, its own tools and kinds that are not known say nothing.
 */
import type { Sink } from '../body/decoding.ts';
import type { ClosedCalls } from '../ending.ts';
import { asObject, asText, type JsonObject } from '../json.ts';
import type { CallPlace } from '../wire.ts';
import { createCallFold } from './callFold.ts';

export type PartFold = {
  readonly hasText: boolean;
  read(part: JsonObject): void;
  close(): ClosedCalls;
};

export function createPartFold(place: CallPlace, sink: Sink): PartFold {
  const { modelId } = place;
  const calls = createCallFold(place, sink.emit);
  let hasText = false;
  return {
    get hasText() {
      return hasText;
    },
    read(part) {
      const thoughtSignature = asText(part['thoughtSignature']);
      const called = asObject(part['functionCall']);
      if (called !== undefined) return calls.add(called, thoughtSignature);
      const text = asText(part['text']);
      if (text !== undefined && part['thought'] === true) {
        sink.emit({ type: 'reasoning-delta', text });
      } else if (text !== undefined) {
        hasText = true;
        sink.emit({ type: 'text-delta', text });
      }
      const isOwnTool = part['toolCall'] !== undefined || part['toolResponse'] !== undefined;
      if (thoughtSignature === undefined || isOwnTool) return;
      const data = { thoughtSignature };
      sink.emit({ type: 'opaque', opaque: { wire: 'gemini.generateContent', modelId, data } });
    },
    close: () => calls.close(),
  };
}
