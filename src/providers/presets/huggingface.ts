/*
 * Hugging Face's router, which passes a question on to one of several hosts.
 * The name before the slash is the maker of the model, not who runs it, so it is no upstream.
 * It sends `retry-after` on good answers too (recorded).
 */
import { BEARER, type Preset } from './preset.ts';

export const huggingface = {
  kind: 'huggingface',
  label: 'Hugging Face',
  wire: 'openai.chat',
  baseUrl: 'https://router.huggingface.co/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://huggingface.co/settings/tokens',
  billingPageUrl: 'https://huggingface.co/settings/billing',
  envVar: 'HF_TOKEN',
  family: 'huggingface',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: {
      low: { reasoning_effort: 'low' },
      medium: { reasoning_effort: 'medium' },
      high: { reasoning_effort: 'high' },
    },
    echoReasoningContent: false,
  },
  suggestedModels: [],
} as const satisfies Preset;
