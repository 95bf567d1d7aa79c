/*
 * GitHub Models: the key is a personal access token with `models:read`.
 * All models run at GitHub, whatever maker stands before the slash.
 * The list of models has an address of its own. Source: docs.github.com/rest/models.
 */
import { BEARER, EFFORTS, type Preset } from './preset.ts';

export const githubModels = {
  kind: 'github-models',
  label: 'GitHub Models',
  wire: 'openai.chat',
  baseUrl: 'https://models.github.ai/inference',
  modelsUrl: 'https://models.github.ai/catalog/models',
  key: BEARER,
  needsKey: true,
  keyPageUrl: 'https://github.com/settings/personal-access-tokens',
  envVar: 'GITHUB_TOKEN',
  family: 'github-models',
  upstream: { by: 'family' },
  isLocal: 'never',
  chat: {
    maxTokensField: 'max_tokens',
    sendStreamOptions: true,
    reasoning: EFFORTS,
    echoReasoningContent: false,
  },
  suggestedModels: ['openai/gpt-4.1', 'openai/gpt-4.1-mini'],
} as const satisfies Preset;
