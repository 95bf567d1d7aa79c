/*
 * OpenRouter, a broker: the maker stands before the slash of a model's name and counts as its
 * upstream.
 * Reasoning is asked for in its own form and comes back as `reasoning_details`.
 * Source: openrouter.ai/docs/use-cases/reasoning-tokens, and recorded answers.
 */
import { BEARER, type Preset } from './preset.ts';

export const openrouter = {
  kind: 'openrouter',
  label: 'OpenRouter',
  wire: 'openai.chat',
  baseUrl: 'https://openrouter.ai/api/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://openrouter.ai/settings/keys',
  billingPageUrl: 'https://openrouter.ai/settings/credits',
  envVar: 'OPENROUTER_API_KEY',
  family: 'openrouter',
  upstream: { by: 'model-prefix' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: {
      off: { reasoning: { effort: 'none' } },
      low: { reasoning: { effort: 'low' } },
      medium: { reasoning: { effort: 'medium' } },
      high: { reasoning: { effort: 'high' } },
    },
    echoReasoningContent: false,
  },
  suggestedModels: ['openrouter/auto'],
  priceList: 'openrouter',
} as const satisfies Preset;
