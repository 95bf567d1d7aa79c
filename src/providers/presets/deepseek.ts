/*
 * DeepSeek's own endpoint.
 * Its `reasoning_content` goes back inside a tool loop; without it the loop is refused.
 * Source: api-docs.deepseek.com, and recorded answers.
 */
import { BEARER, type Preset } from './preset.ts';

export const deepseek = {
  kind: 'deepseek',
  label: 'DeepSeek',
  wire: 'openai.chat',
  baseUrl: 'https://api.deepseek.com',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://platform.deepseek.com/api_keys',
  billingPageUrl: 'https://platform.deepseek.com/top_up',
  envVar: 'DEEPSEEK_API_KEY',
  family: 'deepseek',
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
  suggestedModels: ['deepseek-v4-flash'],
  priceList: 'deepseek',
} as const satisfies Preset;
