/*
 * FILE of `npm run serve -- --config FILE` → settings and keys, or all that is wrong with it.
 * It holds what the settings hold, under their names with or without `steadfast.`, nested or dotted,
 * and `keys: {"provider id": "key"}`. The settings are read by the product's own reader.
 * Each problem names field, value and remedy; a key's value is in none of them.
 */
import { plainEnglish } from '../../src/host/l10n.ts';
import { baseUrlOf, originOf } from '../../src/host/commands/providerFacts.ts';
import { readSettings } from '../../src/host/settings/readSettings.ts';
import { SETTING_SCHEMAS } from '../../src/host/settings/schema.ts';
import type { Settings } from '../../src/host/settings/schema.ts';
import { needsKey } from '../../src/host/chain.ts';

export type ServeConfig = {
  readonly settings: Settings;
  /** The key of a provider where `origin` is the one of its own address. */
  keyOf(providerId: string, origin: string): string | undefined;
  hasKey(providerId: string): boolean;
};

export class BadConfig extends Error {
  override readonly name = 'BadConfig';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export function readConfig(text: string): ServeConfig {
  const { keys: rawKeys, ...rest } = objectOf(text);
  const values = flat(rest);
  const problems = [...values.keys()]
    .filter((name) => name !== 'providers' && !(name in SETTING_SCHEMAS))
    .map((name) => `${name} is not known. Remove it, or correct its name.`);
  const read = readSettings((name) => values.get(name), plainEnglish);
  problems.push(...read.problems.map(({ message }) => message));
  const { settings } = read;
  const keys = keysOf(rawKeys, problems);
  const ids = new Set(settings.providers.map(({ id }) => id));
  for (const id of keys.keys()) {
    if (problems.length === 0 && !ids.has(id)) {
      problems.push(`keys.${id} belongs to no provider. Remove it, or use one of the ids.`);
    }
  }
  for (const entry of settings.providers) {
    if (entry.enabled && needsKey(entry) && !keys.has(entry.id)) {
      problems.push(`keys.${entry.id} is missing. Add the key of this provider, or disable it.`);
    }
  }
  if (problems.length === 0 && settings.providers.length === 0) {
    problems.push('providers is missing or empty. Name at least one provider.');
  }
  if (problems.length > 0) throw new BadConfig(problems);
  return { settings, ...keyring(settings, keys) };
}

function keyring(
  settings: Settings,
  keys: ReadonlyMap<string, string>,
): Pick<ServeConfig, 'keyOf' | 'hasKey'> {
  const origins = new Map<string, string>();
  for (const entry of settings.providers) {
    const baseUrl = baseUrlOf(entry);
    if (baseUrl !== undefined) origins.set(entry.id, originOf(baseUrl));
  }
  return {
    hasKey: (id) => keys.has(id),
    keyOf: (id, origin) => (origins.get(id) === origin ? keys.get(id) : undefined),
  };
}

function objectOf(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8 quotes the text around the fault, which may be a key.
    const at = /position \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    throw new BadConfig([`The file is not JSON${at === undefined ? '' : ` (${at})`}. Correct it.`]);
  }
  if (isObject(value)) return value;
  throw new BadConfig(['The file holds no JSON object. Write {"providers": […], "keys": {…}}.']);
}

/** `{"routing": {"order": […]}}`, `{"steadfast.routing.order": […]}` and mixtures, by full name. */
function flat(object: Record<string, unknown>, before = ''): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    const name = `${before}${key}`.replace(/^steadfast(\.|$)/, '');
    const isLeaf = name in SETTING_SCHEMAS || !isObject(value);
    const inner = isLeaf ? [[name, value] as const] : flat(value, name === '' ? '' : `${name}.`);
    for (const [innerName, innerValue] of inner) found.set(innerName, innerValue);
  }
  return found;
}

function keysOf(value: unknown, problems: string[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  if (value === undefined) return keys;
  if (!isObject(value)) {
    problems.push('keys is not an object. Write {"provider id": "key"}.');
    return keys;
  }
  for (const [id, key] of Object.entries(value)) {
    if (typeof key === 'string' && key !== '') keys.set(id, key);
    else problems.push(`keys.${id} is no text. Write the key in quotes.`);
  }
  return keys;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
