/*
 * Small facts of provider entries that a start of the editor needs: where each sends to.
 * Pure: it reads an entry and its preset. It knows no key, no state, and decides nothing about
 * who may be asked.
 */
import { checkBaseUrl, PRESETS, type Preset } from '../../providers/index.ts';
import { presetOfKind, type ProviderSetting } from '../settings/schema.ts';

/** Scheme, host and port: what a key is bound to. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}

/** Its address is the vendor's own; others are asked for, or stand here and may be moved. */
export function isFixed(preset: Preset): boolean {
  return preset.baseUrl !== 'ask' && !isOnThisComputer(preset);
}

function isOnThisComputer({ baseUrl }: Preset): boolean {
  const checked = checkBaseUrl(baseUrl);
  return checked.ok && checked.isLoopback;
}

/** As they are offered, each group in the order of the presets. */
export function presetGroups(): {
  readonly services: readonly Preset[];
  readonly onThisComputer: readonly Preset[];
  readonly others: readonly Preset[];
} {
  const others = PRESETS.filter(({ kind }) => kind === 'compatible');
  const onThisComputer = PRESETS.filter(isOnThisComputer);
  const rest = [...others, ...onThisComputer];
  return { services: PRESETS.filter((preset) => !rest.includes(preset)), onThisComputer, others };
}

/** Undefined for kinds without an address: there a key has nowhere to go. */
export function baseUrlOf(
  entry: Pick<ProviderSetting, 'kind'> & { readonly baseUrl?: string | undefined },
): string | undefined {
  const preset = presetOfKind(entry.kind);
  if (preset === undefined) return undefined;
  return entry.baseUrl ?? (preset.baseUrl === 'ask' ? undefined : preset.baseUrl);
}

export function takesKey(entry: Pick<ProviderSetting, 'kind'>): boolean {
  return presetOfKind(entry.kind) !== undefined;
}
