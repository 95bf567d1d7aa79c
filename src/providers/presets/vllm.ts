/*
 * vLLM on this computer.
 * Usage must be asked for; the window of a model stands in its list as `max_model_len`.
 * Thinking is a matter of the model's template, so the template is told too.
 */
import { OPTIONAL_BEARER, type Preset } from './preset.ts';

export const vllm = {
  kind: 'vllm',
  label: 'vLLM',
  wire: 'openai.chat',
  baseUrl: 'http://127.0.0.1:8000/v1',
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
      low: { reasoning_effort: 'low', chat_template_kwargs: { enable_thinking: true } },
      medium: { reasoning_effort: 'medium', chat_template_kwargs: { enable_thinking: true } },
      high: { reasoning_effort: 'high', chat_template_kwargs: { enable_thinking: true } },
    },
    echoReasoningContent: false,
  },
  suggestedModels: [],
} as const satisfies Preset;
