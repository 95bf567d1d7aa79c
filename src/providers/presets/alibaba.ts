/*
 * Alibaba Cloud's Model Studio, the maker of Qwen; the international endpoint.
 * Keys belong to a region: for another one the address is set in the settings.
 * Thinking is on or off, without degrees.
 */
import { BEARER, type Preset } from './preset.ts';

export const alibaba = {
  kind: 'alibaba',
  label: 'Alibaba Cloud',
  wire: 'openai.chat',
  baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://modelstudio.console.alibabacloud.com',
  envVar: 'DASHSCOPE_API_KEY',
  family: 'alibaba',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: {
      off: { enable_thinking: false },
      low: { enable_thinking: true },
      medium: { enable_thinking: true },
      high: { enable_thinking: true },
    },
    echoReasoningContent: false,
  },
  suggestedModels: ['qwen-plus', 'qwen-max'],
} as const satisfies Preset;
