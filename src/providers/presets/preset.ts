/*
 * What a preset is: everything that tells one vendor from another, as data. A new vendor of a known
 * wire format is one file beside this one and one line in `index.ts`; code that asks which vendor
 * it talks to is a mistake.
 */
import type { FamilyId, KeyPlacement, ModelFacts, ModelId, UpstreamId } from '../../core/index.ts';
import type { AnthropicDialect } from '../anthropicMessages/encode.ts';
import type { GeminiDialect } from '../geminiGenerate/encode.ts';
import type { ChatDialect } from '../openaiChat/encode.ts';
import type { OllamaDialect } from '../ollamaChat/encode.ts';
import type { ResponsesDialect } from '../openaiResponses/encode.ts';
import type { Wire } from '../wire.ts';

/** Who runs the model behind the endpoint. */
type UpstreamRule =
  /** The one who runs the endpoint. */
  | { readonly by: 'family' }
  /** Brokers name the maker before a slash (`anthropic/claude…`); without one, the family. */
  | { readonly by: 'model-prefix' };

type Vendor = {
  readonly kind: string;
  /** The vendor's own name for it, shown to people. */
  readonly label: string;
  /** `ask`: the person enters it; else the address. One on this computer may be moved. */
  readonly baseUrl: string;
  /** What an address that is asked for looks like. */
  readonly baseUrlExample?: string;
  /** Where the list of models is, when it is not where the wire has it; same origin. */
  readonly modelsUrl?: string;
  /** How the key travels when there is one. */
  readonly key: KeyPlacement;
  /** False where the endpoint also answers without a key. */
  readonly needsKey: boolean;
  readonly keyPageUrl?: string;
  /** Where credit is added; where it is not known, the page of the keys leads there. */
  readonly billingPageUrl?: string;
  /** Where other programs keep the same key. */
  readonly envVar?: string;
  /** Who runs the endpoint; `origin`: whoever runs the address that was entered. */
  readonly family: FamilyId;
  readonly upstream: UpstreamRule;
  /** `loopback`: local when the address is this computer. `never`: it only passes questions on. */
  readonly isLocal: 'loopback' | 'never';
  /** Offered before the list of models has been read. */
  readonly suggestedModels: readonly ModelId[];
  /** The vendor's name in the table of prices; it holds at the vendor's own address only. */
  readonly priceList?: string;
  /** What the vendor's pages say of its models and its list of models does not; first fit wins. */
  readonly facts?: readonly FactRule[];
  /** Names of models that a server on this computer runs elsewhere. */
  readonly remoteModels?: RegExp;
};

export type FactRule = {
  readonly models: RegExp;
  readonly facts: Partial<Pick<ModelFacts, 'vision' | 'tools' | 'reasoning' | 'prefill'>>;
};

/** What presets of a wire format say beside the common: how vendors of that wire differ. */
type Dialects = {
  readonly 'openai.chat': {
    readonly chat: ChatDialect;
    /** Its reasoning models are asked over the Responses API, at the vendor's own address. */
    readonly responses?: ResponsesDialect;
  };
  readonly 'openai.responses': { readonly responses: ResponsesDialect };
  readonly 'anthropic.messages': { readonly anthropic: AnthropicDialect };
  readonly 'gemini.generateContent': { readonly gemini: GeminiDialect };
  readonly 'ollama.chat': { readonly ollama: OllamaDialect };
};

export type PresetOn<W extends Wire> = Vendor & { readonly wire: W } & Dialects[W];

export type Preset = { readonly [W in Wire]: PresetOn<W> }[Wire];

/** Of Anthropic's own interface. */
export const API_VERSIONS = ['2023-06-01', '2026-10-21'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

/** The preset as the person set it up. */
export function configured(
  preset: Preset,
  { apiVersion }: { readonly apiVersion?: ApiVersion | undefined },
): Preset {
  return preset.wire !== 'anthropic.messages' || apiVersion === undefined
    ? preset
    : { ...preset, anthropic: { ...preset.anthropic, version: apiVersion } };
}

/**
 * The preset as it is for one model: on the wire that the model wants. `isOwn`: at the preset's own
 * address; anybody else's endpoint may not speak more than the preset's first wire, nor take what
 * only the vendor is known to take.
 */
export function presetFor(preset: Preset, modelId: ModelId, isOwn: boolean): Preset {
  if (preset.wire !== 'openai.chat') return preset;
  if (!isOwn) return { ...preset, chat: { ...preset.chat, takesCacheKey: false } };
  const { responses } = preset;
  return responses?.reasoningModels.test(modelId) === true
    ? { ...preset, wire: 'openai.responses', responses }
    : preset;
}

export function upstreamOf(preset: Preset, family: string, modelId: ModelId): UpstreamId {
  const slash = modelId.indexOf('/');
  return preset.upstream.by === 'model-prefix' && slash > 0 ? modelId.slice(0, slash) : family;
}

/** `Authorization: Bearer …`, as most vendors want it. */
export const BEARER = {
  in: 'header',
  name: 'authorization',
  prefix: 'Bearer ',
} as const satisfies KeyPlacement;

/** The same where the endpoint may have no key at all: servers of one's own. */
export const OPTIONAL_BEARER = { ...BEARER, isOptional: true } as const satisfies KeyPlacement;

/** Reasoning as OpenAI's Chat Completions ask for it. */
export const EFFORTS = {
  off: { reasoning_effort: 'none' },
  low: { reasoning_effort: 'low' },
  medium: { reasoning_effort: 'medium' },
  high: { reasoning_effort: 'high' },
} as const satisfies ChatDialect['reasoning'];
