/*
 * LM Studio on this computer.
 * It may load a model when it is first asked, which takes a long silence.
 * How it wants reasoning to be asked for is not documented, so nothing is added.
 */
import { OPTIONAL_BEARER, type Preset } from './preset.ts';

export const lmstudio = {
  kind: 'lmstudio',
  label: 'LM Studio',
  wire: 'openai.chat',
  baseUrl: 'http://127.0.0.1:1234/v1',
  key: OPTIONAL_BEARER,
  needsKey: false,
  family: 'origin',
  upstream: { by: 'family' },
  isLocal: 'loopback',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: {},
    echoReasoningContent: false,
  },
  suggestedModels: [],
} as const satisfies Preset;
