/*
 * OpenAI itself: models that reason over the Responses API, all others over Chat Completions.
 * Sources: platform.openai.com/docs/api-reference/chat/create and recorded answers.
 * `max_tokens` is refused by its reasoning models, `max_completion_tokens` is taken by all.
 */
import { BEARER, EFFORTS, type Preset } from './preset.ts';

/** Source: the model pages of platform.openai.com. An assistant turn at the end is no beginning. */
const REASONING = { vision: 'yes', tools: 'yes', reasoning: 'yes', prefill: 'no' } as const;
const PLAIN = { ...REASONING, reasoning: 'no' } as const;

export const openai = {
  kind: 'openai',
  label: 'OpenAI',
  wire: 'openai.chat',
  baseUrl: 'https://api.openai.com/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://platform.openai.com/api-keys',
  billingPageUrl: 'https://platform.openai.com/settings/organization/billing/overview',
  envVar: 'OPENAI_API_KEY',
  family: 'openai',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_completion_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
    takesCacheKey: true,
  },
  // Models that reason; `gpt-5-chat-…` does not (recorded 400), and search previews know only chat.
  responses: { reasoningModels: /^(?:o[1-9]|gpt-[5-9]|codex)(?!.*(?:chat|search))/ },
  suggestedModels: ['gpt-5', 'gpt-5-mini', 'gpt-4.1'],
  priceList: 'openai',
  facts: [
    { models: /^(?:o1|o3)-mini/, facts: { vision: 'no', tools: 'yes', reasoning: 'yes' } },
    { models: /^(?:o[1-9]|gpt-[5-9]|codex)(?!.*(?:chat|search|image|audio))/, facts: REASONING },
    { models: /^gpt-4(?:o|\.1)(?!.*(?:audio|search|realtime|transcribe|tts))/, facts: PLAIN },
  ],
} as const satisfies Preset;
