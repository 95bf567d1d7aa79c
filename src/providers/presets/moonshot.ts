/*
 * Moonshot AI, the maker of Kimi; the international endpoint.
 * Thinking is on or off, without degrees, and goes back inside a tool loop.
 * Source: platform.moonshot.ai/docs.
 */
import { BEARER, type Preset } from './preset.ts';

export const moonshot = {
  kind: 'moonshot',
  label: 'Moonshot AI',
  wire: 'openai.chat',
  baseUrl: 'https://api.moonshot.ai/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://platform.moonshot.ai/console/api-keys',
  billingPageUrl: 'https://platform.moonshot.ai/console/pay',
  envVar: 'MOONSHOT_API_KEY',
  family: 'moonshot',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: {
      off: { thinking: { type: 'disabled' } },
      low: { thinking: { type: 'enabled' } },
      medium: { thinking: { type: 'enabled' } },
      high: { thinking: { type: 'enabled' } },
    },
    echoReasoningContent: true,
  },
  suggestedModels: [],
  priceList: 'moonshotai',
} as const satisfies Preset;
