/*
 * The calls of one answer. A call comes whole in one part, or begun with its name and gone on with
 * in parts without one, until a part that does not continue. Its signature stays with it. A call
 * whose end never came is none: it only makes the answer a broken one.
 */
import type { StreamEvent } from '../../core/index.ts';
import type { ClosedCalls } from '../ending.ts';
import { asObject, asText, type JsonObject } from '../json.ts';
import type { CallPlace } from '../wire.ts';
import { createStreamedArguments, type StreamedArguments } from './streamedArguments.ts';

/** What goes back with a call of this wire. */
type CallOpaque = { readonly callId?: string; readonly thoughtSignature?: string };

type Begun = {
  readonly id: string;
  readonly name: string;
  readonly data: CallOpaque;
  readonly pieces: StreamedArguments;
};

export type CallFold = {
  add(called: JsonObject, thoughtSignature: string | undefined): void;
  close(): ClosedCalls;
};

export function createCallFold(
  { attemptId, modelId }: Pick<CallPlace, 'attemptId' | 'modelId'>,
  emit: (event: StreamEvent) => void,
): CallFold {
  const calls: StreamEvent[] = [];
  let seen = 0;
  /** The call whose parts are not all there. */
  let open: Begun | undefined;

  const tell = ({ id, name }: Begun, argumentsText: string): void =>
    emit({ type: 'tool-call-delta', id, name, argumentsText });
  const finish = ({ id, name, data }: Begun, argumentsJson: string): void => {
    const opaque = { wire: 'gemini.generateContent', modelId, data } as const;
    const own = Object.keys(data).length === 0 ? {} : { opaque };
    calls.push({ type: 'tool-call', id, name, argumentsJson, ...own });
  };
  const goOn = (call: Begun, called: JsonObject): void => {
    tell(call, '');
    call.pieces.add(called['partialArgs']);
    open = called['willContinue'] === true ? call : undefined;
    const argumentsJson = open === undefined ? call.pieces.close() : undefined;
    if (argumentsJson !== undefined) finish(call, argumentsJson);
  };

  return {
    add(called, thoughtSignature) {
      const name = asText(called['name']);
      if (name === undefined && open !== undefined) return goOn(open, called);
      // Closes what was closed already.
      if (Object.keys(called).length === 0) return;
      const id = `${attemptId}.${seen}`;
      seen += 1;
      if (name === undefined) return;
      const callId = asText(called['id']);
      const data = {
        ...(callId === undefined ? {} : { callId }),
        ...(thoughtSignature === undefined ? {} : { thoughtSignature }),
      };
      const call = { id, name, data, pieces: createStreamedArguments() };
      if (called['willContinue'] === true || called['partialArgs'] !== undefined) {
        return goOn(call, called);
      }
      const argumentsJson = JSON.stringify(asObject(called['args']) ?? {});
      tell(call, argumentsJson);
      finish(call, argumentsJson);
    },
    close: () => ({ calls, isBroken: calls.length < seen }),
  };
}
