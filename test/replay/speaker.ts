/*
 * Who speaks the wire of a recording: a preset, an address and a model. The vendor's own preset
 * where the recording's folder is named after one (`huggingface-router`) that speaks this wire, else the plainest preset that does;
 * what an answer means depends on the wire alone. The product's transport does the sending; only
 * the origin is turned to the loopback server, for presets ask their vendors' own addresses.
 */
import type { Transport } from '../../src/core/index.ts';
import { PRESETS, type PresetKind } from '../../src/providers/index.ts';
import type { Wire } from '../../src/providers/wire.ts';
import type { Sidecar } from './sidecar.ts';

export type Speaker = {
  readonly kind: PresetKind;
  readonly baseUrl: string;
  readonly modelId: string;
};

/** What a recording is the answer to. */
export type Asked =
  | { readonly to: 'chat'; readonly wire: Wire }
  | { readonly to: 'models'; readonly wire: Wire }
  /** An endpoint that the product does not ask: its answers are no answers of a chat. */
  | { readonly to: 'other'; readonly wire: Wire };

const PLAIN: { readonly [W in Wire]: { readonly kind: PresetKind; readonly modelId: string } } = {
  'openai.chat': { kind: 'compatible', modelId: 'model-1' },
  // Asked at the vendor's own address, for models that reason.
  'openai.responses': { kind: 'openai', modelId: 'gpt-5' },
  'anthropic.messages': { kind: 'anthropic', modelId: 'model-1' },
  'gemini.generateContent': { kind: 'gemini', modelId: 'model-1' },
  'ollama.chat': { kind: 'ollama', modelId: 'model-1' },
};
export const WIRES = Object.keys(PLAIN) as readonly Wire[];

const PLAIN_ADDRESS = 'https://llm.example/v1';

export function speakerOf(wire: Wire, vendor = ''): Speaker {
  const own = PRESETS.find(
    (preset) => preset.wire === wire && `${vendor}-`.startsWith(`${preset.kind}-`),
  );
  const { kind, modelId } = PLAIN[wire];
  const preset = own ?? PRESETS.find((one) => one.kind === kind);
  const baseUrl = preset === undefined || preset.baseUrl === 'ask' ? PLAIN_ADDRESS : preset.baseUrl;
  return { kind: (own?.kind ?? kind) as PresetKind, baseUrl, modelId };
}

/** Paths of questions, for sidecars that name no API; the first that fits. */
const PATHS: readonly (readonly [RegExp, Wire])[] = [
  [/\/chat\/completions$/, 'openai.chat'],
  [/\/responses$/, 'openai.responses'],
  [/\/messages$/, 'anthropic.messages'],
  [/:(?:stream)?generateContent$/i, 'gemini.generateContent'],
  [/\/api\/chat$/, 'ollama.chat'],
];

/** `undefined` where nothing tells which wire it is. */
export function askedOf({ api, request }: Sidecar): Asked | undefined {
  const wire = WIRES.find((one) => one === api);
  if (wire !== undefined) return { to: 'chat', wire };
  if (typeof api === 'string') {
    const family = WIRES.find((one) => one.split('.')[0] === api.split('.')[0]);
    if (family === undefined) return undefined;
    if (api.endsWith('.models')) return { to: 'models', wire: family };
    return /tokens$/i.test(api) ? { to: 'other', wire: family } : undefined;
  }
  const path = request?.path?.replace(/\?.*$/s, '') ?? '';
  const found = PATHS.find(([pattern]) => pattern.test(path));
  return found === undefined ? undefined : { to: 'chat', wire: found[1] };
}

/** The same transport, with every address turned to `origin`. */
export function turnedTo(origin: string, transport: Transport): Transport {
  return {
    send: (request, signal) => {
      const asked = new URL(request.url);
      const url = `${origin}${asked.pathname}${asked.search}`;
      return transport.send({ ...request, url }, signal);
    },
  };
}
