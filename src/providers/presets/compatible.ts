/*
 * Any endpoint that speaks Chat Completions: a server of one's own, a company's gateway, a vendor
 * without a preset.
 * Only what practically all of them understand is sent; the key is optional.
 */
import { EFFORTS, OPTIONAL_BEARER, type Preset } from './preset.ts';

export const compatible = {
  kind: 'compatible',
  label: 'OpenAI-compatible endpoint',
  wire: 'openai.chat',
  baseUrl: 'ask',
  baseUrlExample: 'https://host/v1',
  key: OPTIONAL_BEARER,
  needsKey: false,
  family: 'origin',
  upstream: { by: 'family' },
  isLocal: 'loopback',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
  },
  suggestedModels: [],
} as const satisfies Preset;
