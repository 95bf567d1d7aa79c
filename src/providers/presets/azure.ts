/*
 * Azure OpenAI, over its `/openai/v1` address: each account has a host of its own, so it is asked.
 * The model is the name of the deployment.
 * The key travels bare in `api-key`. Wrong deployments are 404 `DeploymentNotFound`.
 */
import { EFFORTS, type Preset } from './preset.ts';

export const azure = {
  kind: 'azure',
  label: 'Azure OpenAI',
  wire: 'openai.chat',
  baseUrl: 'ask',
  baseUrlExample: 'https://RESOURCE.openai.azure.com/openai/v1',
  key: { in: 'header', name: 'api-key' },
  needsKey: true,
  keyPageUrl: 'https://ai.azure.com',
  envVar: 'AZURE_OPENAI_API_KEY',
  family: 'origin',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_completion_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
  },
  suggestedModels: [],
} as const satisfies Preset;
