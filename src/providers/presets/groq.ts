/*
 * Groq: open models, fast.
 * Its limits count requests by the day and tokens by the minute.
 * Source: console.groq.com/docs/reasoning, and recorded answers.
 */
import { BEARER, EFFORTS, type Preset } from './preset.ts';

export const groq = {
  kind: 'groq',
  label: 'Groq',
  wire: 'openai.chat',
  baseUrl: 'https://api.groq.com/openai/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://console.groq.com/keys',
  billingPageUrl: 'https://console.groq.com/settings/billing',
  envVar: 'GROQ_API_KEY',
  family: 'groq',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_completion_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
  },
  suggestedModels: ['openai/gpt-oss-120b', 'llama-3.3-70b-versatile'],
  priceList: 'groq',
} as const satisfies Preset;
