/*
 * A request as it may go to one target: opaque parts of other wires, models and accounts taken out,
 * everything else as it was. Adapters call it before they encode, so that what one model sealed is
 * never sent to another. Pure; a request that holds nothing foreign comes back as the same object.
 */
import type { ModelId, ProviderId } from './ids.ts';
import type { ChatRequest, Message, Opaque, Part, WireFormat } from './message.ts';

export type SealOwner = {
  readonly wire: WireFormat;
  readonly modelId: ModelId;
  readonly providerId: ProviderId;
};

export type OwnRequest = {
  readonly request: ChatRequest;
  /** Reasoning of somebody else's was taken out. */
  readonly isReasoningLeftOut: boolean;
};

export function withOwnSeals(request: ChatRequest, owner: SealOwner): OwnRequest {
  const isForeign = ({ opaque }: Part): boolean => opaque !== undefined && !isOwn(opaque, owner);
  const isClean = request.messages.every(({ parts }) => !parts.some(isForeign));
  if (isClean) return { request, isReasoningLeftOut: false };
  let isReasoningLeftOut = false;
  const messages = request.messages.map((message): Message => {
    if (!message.parts.some(isForeign)) return message;
    const parts: Part[] = [];
    let isAfterSeal = false;
    for (const part of message.parts) {
      const isSeal = isForeign(part) && part.type === 'reasoning';
      if (!isSeal) add(parts, isForeign(part) ? withoutOpaque(part) : part, isAfterSeal);
      isReasoningLeftOut ||= isSeal;
      isAfterSeal = isSeal;
    }
    return { ...message, parts };
  });
  return { request: { ...request, messages }, isReasoningLeftOut };
}

function isOwn(opaque: Opaque, { wire, modelId, providerId }: SealOwner): boolean {
  const isSameAccount = opaque.providerId === undefined || opaque.providerId === providerId;
  return opaque.wire === wire && opaque.modelId === modelId && isSameAccount;
}

/** Words that only a seal stood between are one text again. */
function add(parts: Part[], part: Part, isAfterSeal: boolean): void {
  const last = parts.at(-1);
  const isOneText = isAfterSeal && last?.type === 'text' && part.type === 'text';
  if (isOneText && last.opaque === undefined && part.opaque === undefined) {
    parts[parts.length - 1] = { type: 'text', text: last.text + part.text };
  } else parts.push(part);
}

function withoutOpaque(part: Part): Part {
  const { opaque: _foreign, ...rest } = part;
  return rest;
}
