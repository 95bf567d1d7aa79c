/*
 * Keys in the environment, as offers: which variable, whose service, where the key would go. Only
 * the variables of `envNames.ts` are looked at. A variable that moves the endpoint moves the offer:
 * a key that was set for one host is never offered for another. Pure; the environment is handed in.
 */
import { presetOf } from '../../providers/index.ts';
import { hostOf } from '../commands/providerFacts.ts';
import type { L10n } from '../l10n.ts';
import { ENV_NAMES, type EnvNames } from './envNames.ts';
import {
  keyIn,
  standingOf,
  type Findings,
  type Offer,
  type PresentEntry,
  type Refusal,
} from './offer.ts';
import { ownPlace, placeAt, type Place } from './placeAt.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export function envFindings(
  env: Environment,
  present: readonly PresentEntry[],
  l10n: L10n,
): Findings {
  const each = ENV_NAMES.map((names) => findingsOf(names, env, present, l10n));
  return {
    offers: each.flatMap(({ offers }) => offers),
    refusals: each.flatMap(({ refusals }) => refusals),
  };
}

/** Whether there is one that a newcomer should be asked about: tokens of whole accounts no. */
export function hasEnvKeys(env: Environment): boolean {
  return ENV_NAMES.some(({ keys }) =>
    keys.some((name) => !isAccountToken(name) && keyIn(env[name]) !== undefined),
  );
}

function findingsOf(
  names: EnvNames,
  env: Environment,
  present: readonly PresentEntry[],
  l10n: L10n,
): Findings {
  const { kind } = names;
  const { label } = presetOf(kind);
  const moved = names.addresses.find((name) => isSet(env[name]));
  const keyless = names.keys.length === 0;
  const set = keyless ? [moved].filter((name) => name !== undefined) : keyNames(names, env);
  if (set.length === 0) return { offers: [], refusals: [] };
  const place =
    moved === undefined ? ownPlace(kind) : placeAt(kind, written(kind, env[moved] ?? ''));
  const refuse = (source: string, why: string): Findings => ({
    offers: [],
    refusals: [{ label, source, why }],
  });
  if (place === undefined) {
    const wanted = names.addresses[0] ?? '';
    const why = l10n.t('Where it goes is not known: set {0} too, or add it by hand.', wanted);
    return refuse(set[0] ?? '', why);
  }
  if (!place.ok) return refuse(moved ?? '', `${moved ?? ''}: ${place.problem}`);
  const found = set.map((source, index): Offer | Refusal => {
    const key = keyless ? undefined : keyIn(env[source]);
    if (!keyless && key === undefined) {
      return { label, source, why: l10n.t('{0} holds no key that could be sent.', source) };
    }
    return offerOf({ place, source, key, moved, isRival: index > 0 }, present, l10n);
  });
  return {
    offers: found.filter((one): one is Offer => 'standing' in one),
    refusals: found.filter((one): one is Refusal => 'why' in one),
  };
}

type Found = {
  readonly place: Extract<Place, { ok: true }>;
  readonly source: string;
  readonly key: string | undefined;
  readonly moved: string | undefined;
  /** Another variable of the same kind stands before it. */
  readonly isRival: boolean;
};

function offerOf(found: Found, present: readonly PresentEntry[], l10n: L10n): Offer {
  const { place, source, key, moved } = found;
  const { kind, baseUrl, label } = place;
  const standing = standingOf({ baseUrl, hasKey: key !== undefined }, present);
  const isWide = isAccountToken(source);
  const notes = [
    ...(moved === undefined || moved === source
      ? []
      : [l10n.t('Goes to {0}, as {1} says.', hostOf(baseUrl), moved)]),
    ...(isWide ? [l10n.t('A token of the whole account: it may open more than models.')] : []),
  ];
  return {
    kind,
    label,
    baseUrl,
    models: [],
    source,
    standing,
    isSuggested: standing.is !== 'there' && !isWide && !found.isRival,
    ...(key === undefined ? {} : { key: () => key }),
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  };
}

/** Each value once: several names for the same key are one key. */
function keyNames({ keys }: EnvNames, env: Environment): readonly string[] {
  const set = keys.filter((name) => isSet(env[name]));
  return set.filter(
    (name, at) => set.findIndex((other) => env[other]?.trim() === env[name]?.trim()) === at,
  );
}

/** Ollama's variable may be a host alone, and may name the address that it listens on. */
function written(kind: string, address: string): string {
  if (kind !== 'ollama') return address;
  const text = address.trim();
  const full = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  const listening = full.replace(/^(https?:\/\/)(?:0\.0\.0\.0|\[::\])(?=[:/]|$)/, '$1127.0.0.1');
  const hasPort = /^https?:\/\/(?:\[[^\]]*\]|[^:/]*):\d+/.test(listening);
  return hasPort || !listening.startsWith('http://')
    ? listening
    : listening.replace(/^(http:\/\/[^/]*)/, '$1:11434');
}

const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== '';

const isAccountToken = (name: string): boolean => name.endsWith('_TOKEN');
