/*
 * Chosen offers → entries for the settings, and keys for the keychain, each with the origin that it
 * may go to. Ids and names are new; the first provider that a person ever has is armed, all others
 * are asked only when chosen. An offer that fills a gap brings a key and no entry. Pure.
 */
import { freeId, freeName } from '../commands/entryNames.ts';
import { hostOf, originOf } from '../commands/providerFacts.ts';
import type { ProviderSetting } from '../settings/schema.ts';
import type { Offer } from './offer.ts';

/** As in `schema.ts`. */
const MODELS_MAX = 200;

export type Chosen = Pick<Offer, 'kind' | 'label' | 'baseUrl' | 'standing'> & {
  /** At least one. */
  readonly models: readonly string[];
  readonly key: string | undefined;
  /** Whether the address is the preset's own and need not be written. */
  readonly isOwnAddress: boolean;
};

export type NewEntry = Pick<
  ProviderSetting,
  'id' | 'kind' | 'name' | 'baseUrl' | 'models' | 'armed' | 'enabled'
>;

export type NewKey = { readonly providerId: string; readonly origin: string; readonly key: string };

export type Plan = {
  readonly entries: readonly NewEntry[];
  readonly keys: readonly NewKey[];
  /** Entries that are new or got their key, in the order they were chosen. */
  readonly touched: readonly string[];
};

export function planEntries(
  chosen: readonly Chosen[],
  before: readonly { readonly id: string; readonly name: string; readonly isReal: boolean }[],
): Plan {
  const ids = before.map(({ id }) => id);
  const names = before.map(({ name }) => name);
  const entries: NewEntry[] = [];
  const keys: NewKey[] = [];
  const touched: string[] = [];
  const isFirstEver = !before.some(({ isReal }) => isReal);
  for (const { kind, label, baseUrl, standing, models, key, isOwnAddress } of chosen) {
    let id = standing.is === 'fills' ? standing.providerId : '';
    if (standing.is !== 'fills') {
      const name = freeName(label, hostOf(baseUrl), names);
      id = freeId(name, ids);
      ids.push(id);
      names.push(name);
      entries.push({
        id,
        kind,
        name,
        ...(isOwnAddress ? {} : { baseUrl }),
        models: models.slice(0, MODELS_MAX),
        armed: isFirstEver && entries.length === 0,
        enabled: true,
      });
    }
    if (key !== undefined) keys.push({ providerId: id, origin: originOf(baseUrl), key });
    touched.push(id);
  }
  return { entries, keys, touched };
}
