/*
 * What must go back untouched in a later turn so that a model can go on with its own reasoning:
 * OpenRouter's `reasoning_details` always, DeepSeek's `reasoning_content` inside a tool loop only
 * (elsewhere it is refused or ignored). Pieces that came one by one are joined as they belong.
 */
import type { ModelId, StreamEvent } from '../../core/index.ts';
import { asArray, asObject, type JsonObject } from '../json.ts';

/** The data of an opaque part of this wire. */
type ReasoningOpaque = {
  readonly reasoningDetails?: readonly JsonObject[];
  readonly reasoningContent?: string;
};

export type ReasoningFold = {
  add(delta: JsonObject): void;
  close(hasCalls: boolean, modelId: ModelId): readonly StreamEvent[];
};

const GROWS = ['text', 'summary', 'data'] as const;

export function createReasoningFold(): ReasoningFold {
  const details: { [key: string]: unknown }[] = [];
  let content = '';
  return {
    add(delta) {
      if (typeof delta['reasoning_content'] === 'string') content += delta['reasoning_content'];
      for (const item of asArray(delta['reasoning_details'])) {
        const piece = asObject(item);
        if (piece !== undefined) join(details, piece);
      }
    },
    close(hasCalls, modelId) {
      const data: ReasoningOpaque = {
        ...(details.length === 0 ? {} : { reasoningDetails: details }),
        ...(hasCalls && content !== '' ? { reasoningContent: content } : {}),
      };
      if (Object.keys(data).length === 0) return [];
      return [{ type: 'opaque', opaque: { wire: 'openai.chat', modelId, data } }];
    },
  };
}

/** Consecutive pieces of one block (same type and index) are one block in the echo. */
function join(details: { [key: string]: unknown }[], piece: JsonObject): void {
  const last = details.at(-1);
  const belongs =
    last !== undefined &&
    last['type'] === piece['type'] &&
    last['index'] === piece['index'] &&
    (piece['id'] === undefined ||
      piece['id'] === null ||
      last['id'] === piece['id'] ||
      last['id'] === undefined ||
      last['id'] === null);
  if (!belongs) {
    details.push({ ...piece });
    return;
  }
  for (const [key, value] of Object.entries(piece)) {
    const grows = (GROWS as readonly string[]).includes(key);
    if (grows && typeof value === 'string' && typeof last[key] === 'string') last[key] += value;
    else if (value !== null && value !== undefined) last[key] = value;
  }
}
