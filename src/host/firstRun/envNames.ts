/*
 * Where keys and addresses lie in an environment, by kind: the variable of the preset, other names
 * that are in use for the same key, and the variables that send it to another address.
 * Data only; it reads no environment.
 */
import { PRESET_KINDS, presetOf, type PresetKind } from '../../providers/index.ts';

export type EnvNames = {
  readonly kind: PresetKind;
  /** The vendor's own name for it first. */
  readonly keys: readonly string[];
  /** The first one that is set moves the endpoint, and the key with it. */
  readonly addresses: readonly string[];
};

/** Names that vendors' clients and proxies read beside the preset's own. */
const OTHER_KEYS: Partial<Record<PresetKind, readonly string[]>> = {
  gemini: ['GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  azure: ['AZURE_API_KEY'],
  together: ['TOGETHERAI_API_KEY'],
  perplexity: ['PERPLEXITYAI_API_KEY'],
  huggingface: ['HUGGINGFACE_API_KEY', 'HUGGING_FACE_HUB_TOKEN'],
};

const OTHER_ADDRESSES: Partial<Record<PresetKind, readonly string[]>> = {
  gemini: ['GOOGLE_GEMINI_BASE_URL'],
  azure: ['AZURE_OPENAI_ENDPOINT', 'AZURE_API_BASE'],
  ollama: ['OLLAMA_HOST'],
};

/** Every kind that has a variable of its own, in the order in which kinds are offered. */
export const ENV_NAMES: readonly EnvNames[] = PRESET_KINDS.flatMap((kind) => {
  const { envVar } = presetOf(kind) as { readonly envVar?: string };
  const keys = [...(envVar === undefined ? [] : [envVar]), ...(OTHER_KEYS[kind] ?? [])];
  const derived = keys.map(prefixOf).flatMap((name) => [`${name}_BASE_URL`, `${name}_API_BASE`]);
  const addresses = [...(OTHER_ADDRESSES[kind] ?? []), ...derived];
  return addresses.length === 0 ? [] : [{ kind, keys, addresses: [...new Set(addresses)] }];
});

/** `OPENAI_API_KEY` → `OPENAI`. */
function prefixOf(name: string): string {
  return name.replace(/_(?:API_KEY|HUB_TOKEN|TOKEN)$/, '');
}
