/*
 * Finish reasons of this wire and its dialects, as data.
 * Whether an answer ends in tool calls is decided from the calls, never from the reason: with a
 * forced tool choice OpenAI says `stop` (recorded). So every word for calls reads as `stop` here.
 */
import type { ReadReason } from '../ending.ts';

const READ: { readonly [raw: string]: ReadReason } = {
  stop: 'stop',
  // Together.
  eos: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  complete: 'stop',
  completed: 'stop',
  tool_calls: 'stop',
  tool_call: 'stop',
  tool_use: 'stop',
  function_call: 'stop',
  length: 'length',
  max_tokens: 'length',
  // Mistral: the model's window is full.
  model_length: 'length',
  model_context_window_exceeded: 'length',
  content_filter: 'filtered',
  content_filtered: 'filtered',
  refusal: 'filtered',
  safety: 'filtered',
  // Z.ai.
  sensitive: 'filtered',
  pause_turn: 'pause',
  // OpenRouter.
  error: 'failed',
  // Z.ai.
  network_error: 'failed',
  // DeepSeek: the system ran short while it was answering.
  insufficient_system_resource: 'overloaded',
  // vLLM, SGLang: the server itself gave the request up.
  abort: 'broken-off',
  cancelled: 'broken-off',
};

export function readReason(raw: string): ReadReason {
  const word = raw.toLowerCase();
  return (Object.hasOwn(READ, word) ? READ[word] : undefined) ?? 'unknown';
}
