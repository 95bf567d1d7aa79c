/*
 * Perplexity's Sonar models, which search the web before they answer.
 * Usage stands in every chunk unasked (recorded); there is no list of models.
 * Source: docs.perplexity.ai.
 */
import { BEARER, type Preset } from './preset.ts';

export const perplexity = {
  kind: 'perplexity',
  label: 'Perplexity',
  wire: 'openai.chat',
  baseUrl: 'https://api.perplexity.ai',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://www.perplexity.ai/account/api/keys',
  billingPageUrl: 'https://www.perplexity.ai/account/api/billing',
  envVar: 'PERPLEXITY_API_KEY',
  family: 'perplexity',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: false,
    reasoning: {
      low: { reasoning_effort: 'low' },
      medium: { reasoning_effort: 'medium' },
      high: { reasoning_effort: 'high' },
    },
    echoReasoningContent: false,
  },
  suggestedModels: ['sonar', 'sonar-pro', 'sonar-reasoning-pro'],
  priceList: 'perplexity',
} as const satisfies Preset;
