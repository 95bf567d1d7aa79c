/*
 * Stop reasons of this wire, as data. Whether an answer ends in tool calls is decided from the
 * calls, so the word for them reads as `stop`. A reason that is not known says nothing of the
 * answer, and is never an error.
 */
import type { ReadReason } from '../ending.ts';

const READ: { readonly [raw: string]: ReadReason } = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  // Comes with status 200, often without a word.
  refusal: 'filtered',
  // The turn is to be sent back for the model to go on.
  pause_turn: 'pause',
};

export function readReason(raw: string): ReadReason {
  return (Object.hasOwn(READ, raw) ? READ[raw] : undefined) ?? 'unknown';
}
