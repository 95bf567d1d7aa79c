/*
 * Cerebras: open models, fast.
 * It never sends `[DONE]` (recorded); errors come flat.
 * No effort is known that turns reasoning off for every model, so *off* adds nothing.
 */
import { BEARER, type Preset } from './preset.ts';

export const cerebras = {
  kind: 'cerebras',
  label: 'Cerebras',
  wire: 'openai.chat',
  baseUrl: 'https://api.cerebras.ai/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://cloud.cerebras.ai',
  envVar: 'CEREBRAS_API_KEY',
  family: 'cerebras',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_completion_tokens',
    sendStreamOptions: true,
    reasoning: {
      low: { reasoning_effort: 'low' },
      medium: { reasoning_effort: 'medium' },
      high: { reasoning_effort: 'high' },
    },
    echoReasoningContent: false,
  },
  suggestedModels: ['gpt-oss-120b'],
  priceList: 'cerebras',
} as const satisfies Preset;
