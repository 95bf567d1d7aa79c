/*
 * llama.cpp's `llama-server` on this computer.
 * While a model loads it answers 503 "Loading model".
 * Thinking is a matter of the model's template, so the template is told.
 */
import { OPTIONAL_BEARER, type Preset } from './preset.ts';

export const llamacpp = {
  kind: 'llamacpp',
  label: 'llama.cpp',
  wire: 'openai.chat',
  baseUrl: 'http://127.0.0.1:8080/v1',
  key: OPTIONAL_BEARER,
  needsKey: false,
  family: 'origin',
  upstream: { by: 'family' },
  isLocal: 'loopback',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: {
      off: { chat_template_kwargs: { enable_thinking: false } },
      low: { chat_template_kwargs: { enable_thinking: true, reasoning_effort: 'low' } },
      medium: { chat_template_kwargs: { enable_thinking: true, reasoning_effort: 'medium' } },
      high: { chat_template_kwargs: { enable_thinking: true, reasoning_effort: 'high' } },
    },
    echoReasoningContent: false,
  },
  suggestedModels: [],
} as const satisfies Preset;
