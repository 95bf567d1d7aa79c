/*
 * What a preset knows of a model without asking anybody: the vendor's facts and its name in the
 * table of prices. Both hold at the vendor's own address only; elsewhere the same name may mean
 * something else, and nothing is known.
 */
import type { ModelId } from '../core/index.ts';
import { checkBaseUrl } from './baseUrl.ts';
import { presetOf, type PresetKind } from './presets/index.ts';
import type { FactRule, Preset } from './presets/preset.ts';

export type KnownFacts = FactRule['facts'] & { readonly priceList?: string };

type Place = { readonly kind: PresetKind; readonly baseUrl?: string | undefined };

export function knownFacts({ kind, baseUrl }: Place, modelId: ModelId): KnownFacts {
  const preset: Preset = presetOf(kind);
  if (baseUrl !== undefined && originOf(baseUrl) !== originOf(preset.baseUrl)) return {};
  const rule = preset.facts?.find(({ models }) => models.test(modelId));
  return {
    ...rule?.facts,
    ...(preset.priceList === undefined ? {} : { priceList: preset.priceList }),
  };
}

/** Whether a model of a server on this computer runs somewhere else. */
export function isRemoteModel(kind: PresetKind, modelId: ModelId): boolean {
  const preset: Preset = presetOf(kind);
  return preset.remoteModels?.test(modelId) ?? false;
}

/**
 * Whether nobody is paid for an answer of a provider that is on this computer: known of servers
 * that run models themselves, and not of an endpoint that may pass the question on.
 */
export function isFreeHere(kind: PresetKind, modelId: ModelId): boolean {
  const { baseUrl, isLocal }: Preset = presetOf(kind);
  return isLocal === 'loopback' && baseUrl !== 'ask' && !isRemoteModel(kind, modelId);
}

function originOf(baseUrl: string): string | undefined {
  const checked = checkBaseUrl(baseUrl);
  return checked.ok ? checked.origin : undefined;
}
