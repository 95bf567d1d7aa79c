/*
 * Google Gemini through AI Studio's API. Sources: ai.google.dev/api, …/gemini-api/docs/thinking,
 * …/gemini-api/docs/models. Vertex answers in the same form but is signed in to differently, so it
 * has no preset.
 */
import type { Preset } from './preset.ts';

export const gemini = {
  kind: 'gemini',
  label: 'Google Gemini',
  wire: 'gemini.generateContent',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  key: { in: 'header', name: 'x-goog-api-key' },
  needsKey: true,
  keyPageUrl: 'https://aistudio.google.com/apikey',
  billingPageUrl: 'https://aistudio.google.com/billing',
  envVar: 'GEMINI_API_KEY',
  family: 'google',
  upstream: { by: 'family' },
  isLocal: 'never',
  gemini: { budgetThinking: ['gemini-1', 'gemini-2'] },
  suggestedModels: ['gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-3.1-pro-preview'],
  priceList: 'google',
} as const satisfies Preset;
