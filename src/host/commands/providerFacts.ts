/*
 * Small facts of provider entries that several commands need: where it sends to, a free id.
 * Pure: it reads an entry and its preset. It knows no key, no state, and decides nothing about
 * who may be asked.
 */
import { checkBaseUrl, PRESETS, type Preset } from '../../providers/index.ts';
import { presetOfKind, type ProviderSetting } from '../settings/schema.ts';
import type { AskedPlace } from '../words/remedies.ts';

/** As the settings have it, see `schema.ts`. */
const NAME_MAX = 60;

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

/** A name that a person can tell from the others: a second entry of a kind says where it goes. */
export function freeName(label: string, host: string, taken: readonly string[]): string {
  const wanted = taken.includes(label) && label !== host ? `${label} (${host})` : label;
  let name = wanted.slice(0, NAME_MAX);
  for (let n = 2; taken.includes(name); n += 1) name = `${wanted.slice(0, NAME_MAX - 4)} ${n}`;
  return name;
}

/** A name that was made of the old host says the new one; a person's own words stay. */
export function movedName(name: string, hosts: { from: string; to: string }): string {
  if (name === hosts.from) return hosts.to;
  const ending = ` (${hosts.from})`;
  return name.endsWith(ending) ? `${name.slice(0, -ending.length)} (${hosts.to})` : name;
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

/** What the words for a remedy need to know of an entry. */
export function placeOf(entry: Parameters<typeof baseUrlOf>[0]): AskedPlace {
  const baseUrl = baseUrlOf(entry);
  const preset = presetOfKind(entry.kind);
  if (preset === undefined || baseUrl === undefined) {
    return { takesKey: false, isEntered: false, isOnThisComputer: true };
  }
  const own = baseUrlOf({ kind: entry.kind });
  // Elsewhere than at its own address it is somebody else's, who has other pages.
  const isVendors = own === undefined || originOf(own) === originOf(baseUrl);
  const checked = checkBaseUrl(baseUrl);
  return {
    baseUrl,
    takesKey: true,
    usualUrl: preset.baseUrlExample ?? preset.baseUrl,
    isEntered: entry.baseUrl !== undefined || !isFixed(preset),
    isOnThisComputer: checked.ok && checked.isLoopback,
    ...(isVendors ? { keyPageUrl: preset.keyPageUrl, billingPageUrl: preset.billingPageUrl } : {}),
  };
}

/** An id made of `name` that no entry has yet. */
export function freeId(name: string, taken: readonly string[]): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 30) || 'provider';
  let id = base;
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`;
  return id;
}
