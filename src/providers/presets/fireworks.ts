/*
 * Fireworks AI: open models, named by their account path (`accounts/fireworks/models/…`).
 * A suspended account is a 412 there.
 * Source: docs.fireworks.ai.
 */
import { BEARER, EFFORTS, type Preset } from './preset.ts';

export const fireworks = {
  kind: 'fireworks',
  label: 'Fireworks AI',
  wire: 'openai.chat',
  baseUrl: 'https://api.fireworks.ai/inference/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://app.fireworks.ai/settings/users/api-keys',
  billingPageUrl: 'https://app.fireworks.ai/account/billing',
  envVar: 'FIREWORKS_API_KEY',
  family: 'fireworks',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
  },
  suggestedModels: [],
  priceList: 'fireworks',
} as const satisfies Preset;
