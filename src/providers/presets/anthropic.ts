/*
 * Anthropic itself. Sources: platform.claude.com/docs/en/api/versioning, …/models,
 * …/build-with-claude/adaptive-thinking. The older API version is pinned: it takes all that the
 * newer one takes, and every recorded answer speaks it.
 */
import type { Preset } from './preset.ts';

export const anthropic = {
  kind: 'anthropic',
  label: 'Anthropic',
  wire: 'anthropic.messages',
  baseUrl: 'https://api.anthropic.com/v1',
  key: { in: 'header', name: 'x-api-key' },
  needsKey: true,
  keyPageUrl: 'https://platform.claude.com/settings/keys',
  billingPageUrl: 'https://platform.claude.com/settings/billing',
  envVar: 'ANTHROPIC_API_KEY',
  family: 'anthropic',
  upstream: { by: 'family' },
  isLocal: 'never',
  anthropic: {
    version: '2023-06-01',
    budgetThinking: [
      'claude-3',
      'claude-sonnet-4-0',
      'claude-sonnet-4-2',
      'claude-opus-4-0',
      'claude-opus-4-1',
      'claude-opus-4-2',
      'claude-sonnet-4-5',
      'claude-opus-4-5',
      'claude-haiku-4-5',
    ],
  },
  suggestedModels: ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-4-5'],
  priceList: 'anthropic',
  // Since 4.6 an answer cannot be begun for the model: 400 (…/models/whats-new-claude-4-6).
  facts: [
    {
      models: /^claude-(?:[23]|(?:sonnet|opus|haiku)-4-(?:[0-5](?!\d)|20\d{6}))/,
      facts: { tools: 'yes', prefill: 'yes' },
    },
    { models: /^claude-/, facts: { vision: 'yes', tools: 'yes', prefill: 'no' } },
  ],
} as const satisfies Preset;
