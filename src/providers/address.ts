/*
 * What a provider is before anybody asks it: its preset as configured, its address, who runs it
 * and whether it is on this computer. Pure, and small enough to be there from the start; how it is
 * asked is `provider.ts`, loaded later.
 */
import type { Provider } from '../core/index.ts';
import { checkBaseUrl, type CheckedBaseUrl } from './baseUrl.ts';
import { presetOf, type PresetKind } from './presets/index.ts';
import { configured, type ApiVersion, type Preset } from './presets/preset.ts';

export type ProviderConfig = {
  readonly id: string;
  readonly kind: PresetKind;
  /** Needed where the preset has none; else it replaces the preset's. */
  readonly baseUrl?: string | undefined;
  readonly models: readonly string[];
  /** The version to speak, where a vendor has several; else the preset's. */
  readonly apiVersion?: ApiVersion | undefined;
};

export type Address = Pick<Provider, 'family' | 'isLocal'> & {
  readonly preset: Preset;
  readonly base: Extract<CheckedBaseUrl, { ok: true }>;
  readonly isOwn: boolean;
};

/** Throws `RangeError` where the configuration cannot be used. */
export function addressOf(config: ProviderConfig): Address {
  const { id, baseUrl } = config;
  const preset = configured(presetOf(config.kind), config);
  const base = checkBaseUrl(baseUrl ?? (preset.baseUrl === 'ask' ? '' : preset.baseUrl));
  if (!base.ok) throw new RangeError(`${id}.baseUrl: ${base.problem}`);
  const own = preset.baseUrl === 'ask' ? undefined : checkBaseUrl(preset.baseUrl);
  // A preset's name stands for its own origin only: elsewhere somebody else runs the endpoint.
  const isOwn = own?.ok === true && own.origin === base.origin;
  return {
    preset,
    base,
    isOwn,
    family: preset.family === 'origin' || !isOwn ? base.origin : preset.family,
    isLocal: preset.isLocal === 'loopback' && base.isLoopback,
  };
}
