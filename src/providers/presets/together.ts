/*
 * Together AI: open models of many makers, all of them run by Together.
 * It ends answers with `eos` beside `stop` (recorded).
 * Source: docs.together.ai.
 */
import { BEARER, type Preset } from './preset.ts';

export const together = {
  kind: 'together',
  label: 'Together AI',
  wire: 'openai.chat',
  baseUrl: 'https://api.together.xyz/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://api.together.ai/settings/api-keys',
  billingPageUrl: 'https://api.together.ai/settings/billing',
  envVar: 'TOGETHER_API_KEY',
  family: 'together',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: {
      off: { reasoning: { enabled: false } },
      low: { reasoning_effort: 'low' },
      medium: { reasoning_effort: 'medium' },
      high: { reasoning_effort: 'high' },
    },
    echoReasoningContent: false,
  },
  suggestedModels: [],
  priceList: 'together',
} as const satisfies Preset;
