/*
 * xAI, the maker of Grok.
 * A wrong key is a 400 there, and its generated tokens leave reasoning out (both recorded).
 * Source: docs.x.ai, and recorded answers.
 */
import { BEARER, EFFORTS, type Preset } from './preset.ts';

export const xai = {
  kind: 'xai',
  label: 'xAI',
  wire: 'openai.chat',
  baseUrl: 'https://api.x.ai/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://console.x.ai',
  envVar: 'XAI_API_KEY',
  family: 'xai',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_completion_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
  },
  suggestedModels: ['grok-4.3'],
  priceList: 'x-ai',
} as const satisfies Preset;
