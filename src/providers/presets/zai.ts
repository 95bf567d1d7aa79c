/*
 * Z.ai, the maker of GLM.
 * Thinking is on or off, without degrees, and goes back inside a tool loop.
 * Source: docs.z.ai, and recorded answers.
 */
import { BEARER, type Preset } from './preset.ts';

export const zai = {
  kind: 'zai',
  label: 'Z.ai',
  wire: 'openai.chat',
  baseUrl: 'https://api.z.ai/api/paas/v4',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://z.ai/manage-apikey/apikey-list',
  envVar: 'ZAI_API_KEY',
  family: 'zai',
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
  suggestedModels: ['glm-4.6'],
  priceList: 'zai',
} as const satisfies Preset;
