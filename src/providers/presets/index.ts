/*
 * All presets by kind: the one list that the rest of the product reads.
 * A new preset is one line here.
 * Its order is the order in which kinds are offered: most used first, servers on this computer
 * after the services, any compatible endpoint last.
 */
import { alibaba } from './alibaba.ts';
import { anthropic } from './anthropic.ts';
import { azure } from './azure.ts';
import { cerebras } from './cerebras.ts';
import { compatible } from './compatible.ts';
import { deepseek } from './deepseek.ts';
import { fireworks } from './fireworks.ts';
import { gemini } from './gemini.ts';
import { githubModels } from './githubModels.ts';
import { groq } from './groq.ts';
import { huggingface } from './huggingface.ts';
import { litellm } from './litellm.ts';
import { llamacpp } from './llamacpp.ts';
import { lmstudio } from './lmstudio.ts';
import { mistral } from './mistral.ts';
import { moonshot } from './moonshot.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openrouter } from './openrouter.ts';
import { perplexity } from './perplexity.ts';
import { together } from './together.ts';
import { vllm } from './vllm.ts';
import { xai } from './xai.ts';
import { zai } from './zai.ts';
import type { Preset } from './preset.ts';

const PRESETS_BY_KIND = {
  openai,
  anthropic,
  gemini,
  openrouter,
  azure,
  mistral,
  deepseek,
  xai,
  groq,
  'github-models': githubModels,
  together,
  fireworks,
  cerebras,
  perplexity,
  moonshot,
  zai,
  alibaba,
  huggingface,
  ollama,
  lmstudio,
  llamacpp,
  vllm,
  litellm,
  compatible,
} as const;

export type PresetKind = keyof typeof PRESETS_BY_KIND;

/** In the order in which they are offered. */
export const PRESET_KINDS = Object.keys(PRESETS_BY_KIND) as readonly PresetKind[];
export const PRESETS: readonly Preset[] = Object.values(PRESETS_BY_KIND);

/** Throws `RangeError` for a kind that there is not. */
export function presetOf<K extends PresetKind>(kind: K): (typeof PRESETS_BY_KIND)[K] {
  if (!Object.hasOwn(PRESETS_BY_KIND, kind)) {
    throw new RangeError(`kind is "${kind}", which is no preset`);
  }
  return PRESETS_BY_KIND[kind];
}
