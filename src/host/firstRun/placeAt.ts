/*
 * An address as other programs write it → the kind and base URL that Steadfast asks there. Each
 * vendor's own clients add a part of the path themselves; here it is added, so that the address
 * means the same. A service at somebody else's host is asked as that host's endpoint, never as the
 * vendor's own. What could not be sent to is refused with the sentence of the address check.
 */
import { checkBaseUrl, presetOf, type PresetKind } from '../../providers/index.ts';
import { hostOf } from '../commands/providerFacts.ts';

export type Place =
  | {
      readonly ok: true;
      readonly kind: PresetKind;
      readonly baseUrl: string;
      readonly label: string;
    }
  | { readonly ok: false; readonly problem: string };

/** The path that clients of the kind add to an address without it. */
const PATHS: Partial<Record<PresetKind, string>> = {
  anthropic: '/v1',
  gemini: '/v1beta',
  azure: '/openai/v1',
  groq: '/openai/v1',
  mistral: '/v1',
  lmstudio: '/v1',
  llamacpp: '/v1',
  vllm: '/v1',
  litellm: '/v1',
};

/** Where `kind` is asked without another address; undefined where one must be given. */
export function ownPlace(kind: PresetKind): Place | undefined {
  const { baseUrl, label } = presetOf(kind);
  return baseUrl === 'ask' ? undefined : { ok: true, kind, baseUrl, label };
}

export function placeAt(kind: PresetKind, address: string): Place {
  const checked = checkBaseUrl(address);
  if (!checked.ok) return checked;
  const asked = kindAt(kind, new URL(checked.url).hostname);
  const preset = presetOf(asked);
  const baseUrl = withPath(asked, checked.url);
  if (isOwnPlace(preset.baseUrl, baseUrl)) {
    return { ok: true, kind: asked, baseUrl: preset.baseUrl, label: preset.label };
  }
  const host = hostOf(baseUrl);
  if (asked === 'compatible') return { ok: true, kind: asked, baseUrl, label: host };
  const isPlain = preset.baseUrl === 'ask' || isOfThisComputer(asked);
  return {
    ok: true,
    kind: asked,
    baseUrl,
    label: isPlain ? preset.label : `${preset.label} (${host})`,
  };
}

/** The vendor's own endpoint, in full or without its path. */
function isOwnPlace(own: string, baseUrl: string): boolean {
  return own === baseUrl || new URL(baseUrl).pathname === '/' ? own.startsWith(baseUrl) : false;
}

function kindAt(kind: PresetKind, hostname: string): PresetKind {
  const preset = presetOf(kind);
  // Azure's hosts speak OpenAI's language, but take the key in another header.
  if (kind === 'openai' && hostname.endsWith('.azure.com')) return 'azure';
  if (preset.wire !== 'openai.chat' || preset.baseUrl === 'ask') return kind;
  return isOfThisComputer(kind) || domainOf(hostname) === domainOf(new URL(preset.baseUrl).hostname)
    ? kind
    : 'compatible';
}

/** Servers that a person runs: their address is whatever it is. */
function isOfThisComputer(kind: PresetKind): boolean {
  const checked = checkBaseUrl(presetOf(kind).baseUrl);
  return checked.ok && checked.isLoopback;
}

/** The last two labels: `eu.api.openai.com` is still the vendor's. */
const domainOf = (hostname: string): string => hostname.split('.').slice(-2).join('.');

function withPath(kind: PresetKind, checkedUrl: string): string {
  const url = new URL(checkedUrl);
  const path = url.pathname.replace(/\/+$/, '');
  if (kind === 'ollama') url.pathname = path.replace(/\/(?:v1|api)$/, '');
  else if (kind === 'azure') url.pathname = PATHS.azure ?? path;
  else if (kind === 'anthropic') url.pathname = path.endsWith('/v1') ? path : `${path}/v1`;
  else if (path === '') url.pathname = PATHS[kind] ?? '';
  return url.href.replace(/\/$/, '');
}
