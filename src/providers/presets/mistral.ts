/*
 * Mistral's own endpoint.
 * It sends usage unasked (recorded), and has refused `stream_options` (reported in 2025).
 * Its adjustable models know two efforts only: `none` and `high`.
 */
import { BEARER, type Preset } from './preset.ts';

export const mistral = {
  kind: 'mistral',
  label: 'Mistral',
  wire: 'openai.chat',
  baseUrl: 'https://api.mistral.ai/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://console.mistral.ai/api-keys',
  billingPageUrl: 'https://admin.mistral.ai/organization/billing',
  envVar: 'MISTRAL_API_KEY',
  family: 'mistral',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: false,
    reasoning: {
      off: { reasoning_effort: 'none' },
      high: { reasoning_effort: 'high' },
    },
    echoReasoningContent: false,
  },
  suggestedModels: ['mistral-large-latest', 'mistral-small-latest'],
  priceList: 'mistral',
} as const satisfies Preset;
