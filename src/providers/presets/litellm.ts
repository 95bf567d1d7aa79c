/*
 * A LiteLLM proxy: it runs on this computer, or anywhere, but only passes questions on.
 * So it is never local, whatever its address, and the name before a slash is the upstream.
 * Source: docs.litellm.ai/docs/proxy.
 */
import { EFFORTS, OPTIONAL_BEARER, type Preset } from './preset.ts';

export const litellm = {
  kind: 'litellm',
  label: 'LiteLLM proxy',
  wire: 'openai.chat',
  baseUrl: 'http://127.0.0.1:4000/v1',
  key: OPTIONAL_BEARER,
  needsKey: false,
  family: 'origin',
  upstream: { by: 'model-prefix' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
  },
  suggestedModels: [],
} as const satisfies Preset;
