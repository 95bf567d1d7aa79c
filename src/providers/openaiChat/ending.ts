/*
 * How an answer of this wire ends: the reason that the server gave, or its refusal, judged by the
 * rules of all wires; then what the model wants back with its calls. Nothing is decided here that
 * another wire would decide otherwise.
 */
import type { ModelId, StreamEvent } from '../../core/index.ts';
import { endingOf as judge, type Ending } from '../ending.ts';
import type { ContentFold } from './contentFold.ts';
import { readReason } from './finishReason.ts';

export function endingOf(
  content: ContentFold,
  rawReason: string | undefined,
  modelId: ModelId,
): Ending & { readonly events: readonly StreamEvent[] } {
  const reason = content.isRefusal ? 'filtered' : readReason(rawReason ?? '');
  const ending = judge(reason, content.hasText, (isCutShort) => content.calls.close(isCutShort));
  if (!ending.ok) return { ...ending, events: [] };
  const { calls } = ending;
  return { ...ending, events: [...calls, ...content.reasoning.close(calls.length > 0, modelId)] };
}
