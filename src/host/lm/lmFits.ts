/*
 * Whether a question fits into the model, counted by the model's own extension. Extensions cut what
 * is too long without a word; this says so before anything is sent. Asked only where it may be too
 * long at all, since each count is a call; a count that fails or is none decides nothing.
 */
import { ChatError, type ChatRequest, type Target } from '../../core/index.ts';
import { textOf } from '../../providers/parts.ts';
import { orAborted } from '../transport/fault.ts';
import type { LmModel } from './lmApi.ts';

/** No tokenizer makes more tokens of a UTF-16 unit. */
const TOKENS_PER_CHAR_MAX = 2;

export async function checkFits(
  model: Pick<LmModel, 'maxInputTokens' | 'countTokens'>,
  request: ChatRequest,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const { maxInputTokens } = model;
  const texts = request.messages.map(({ parts }) =>
    parts
      .map((part) => {
        if (part.type === 'tool-call') return part.argumentsJson;
        return part.type === 'tool-result' ? part.text : textOf(part);
      })
      .join('\n'),
  );
  const chars = texts.reduce((sum, text) => sum + text.length, 0);
  const surelyFits = chars * TOKENS_PER_CHAR_MAX <= maxInputTokens;
  if (surelyFits || !Number.isFinite(maxInputTokens) || maxInputTokens <= 0) return;
  const counting = Promise.all(texts.map(async (text) => model.countTokens(text)));
  const unknown = counting.catch(() => [Number.NaN]);
  const counts = await orAborted(unknown, signal);
  const tokens = counts.reduce((sum, count) => sum + count, 0);
  if (!(tokens > maxInputTokens)) return;
  throw new ChatError({
    kind: 'context-length',
    origin: 'local',
    message: `This needs ~${tokens} tokens; ${target.modelId} takes ${maxInputTokens}.`,
    target,
  });
}
