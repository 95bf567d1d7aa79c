/*
 * The fields in which Cline and Roo Code, which come from the same program, keep a service: its
 * key, its address, its model. Source: state-keys.ts of cline/cline and provider-settings.ts of
 * RooCodeInc/Roo-Code. Data; names are compared without their case, in which the two differ.
 */

export type ServiceFields = {
  readonly key?: string;
  readonly address?: string;
  /** Without the mode before it; default `apiModelId`. */
  readonly model?: string;
  /** Which of two regions: the field's value → the address. */
  readonly line?: { readonly field: string; readonly addresses: Readonly<Record<string, string>> };
};

const ZAI = 'https://api.z.ai/api';
const BIGMODEL = 'https://open.bigmodel.cn/api';

export const LINES = {
  moonshot: {
    china: 'https://api.moonshot.cn/v1',
    international: 'https://api.moonshot.ai/v1',
  },
  zai: {
    china: `${BIGMODEL}/paas/v4`,
    international: `${ZAI}/paas/v4`,
    china_api: `${BIGMODEL}/paas/v4`,
    international_api: `${ZAI}/paas/v4`,
    china_coding: `${BIGMODEL}/coding/paas/v4`,
    international_coding: `${ZAI}/coding/paas/v4`,
  },
  'zai-coding-plan': {
    china: `${BIGMODEL}/coding/paas/v4`,
    international: `${ZAI}/coding/paas/v4`,
  },
  qwen: {
    china: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    international: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export const SERVICE_FIELDS: Readonly<Record<string, ServiceFields>> = {
  anthropic: { key: 'apiKey', address: 'anthropicBaseUrl' },
  openrouter: {
    key: 'openRouterApiKey',
    address: 'openRouterBaseUrl',
    model: 'openRouterModelId',
  },
  openai: { key: 'openAiApiKey', address: 'openAiBaseUrl', model: 'openAiModelId' },
  'openai-native': { key: 'openAiNativeApiKey', address: 'openAiNativeBaseUrl' },
  gemini: { key: 'geminiApiKey', address: 'geminiBaseUrl' },
  ollama: { key: 'ollamaApiKey', address: 'ollamaBaseUrl', model: 'ollamaModelId' },
  lmstudio: { address: 'lmStudioBaseUrl', model: 'lmStudioModelId' },
  deepseek: { key: 'deepSeekApiKey', address: 'deepSeekBaseUrl' },
  mistral: { key: 'mistralApiKey' },
  xai: { key: 'xaiApiKey' },
  groq: { key: 'groqApiKey', model: 'groqModelId' },
  cerebras: { key: 'cerebrasApiKey' },
  together: { key: 'togetherApiKey', model: 'togetherModelId' },
  fireworks: { key: 'fireworksApiKey', model: 'fireworksModelId' },
  huggingface: { key: 'huggingFaceApiKey', model: 'huggingFaceModelId' },
  litellm: { key: 'liteLlmApiKey', address: 'liteLlmBaseUrl', model: 'liteLlmModelId' },
  moonshot: {
    key: 'moonshotApiKey',
    address: 'moonshotBaseUrl',
    line: { field: 'moonshotApiLine', addresses: LINES.moonshot },
  },
  zai: { key: 'zaiApiKey', line: { field: 'zaiApiLine', addresses: LINES.zai } },
  qwen: { key: 'qwenApiKey', line: { field: 'qwenApiLine', addresses: LINES.qwen } },
  nebius: { key: 'nebiusApiKey' },
  sambanova: { key: 'sambanovaApiKey' },
  baseten: { key: 'basetenApiKey', model: 'basetenModelId' },
  requesty: { key: 'requestyApiKey', address: 'requestyBaseUrl', model: 'requestyModelId' },
  unbound: { key: 'unboundApiKey', model: 'unboundModelId' },
  'vercel-ai-gateway': { key: 'vercelAiGatewayApiKey', model: 'vercelAiGatewayModelId' },
};
