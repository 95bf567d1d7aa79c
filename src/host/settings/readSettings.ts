/*
 * Settings as they are written → settings that hold, and a list of what is wrong.
 * A wrong value falls back to its default, a wrong provider is left out, everything else keeps
 * working. Each problem names the field as the person wrote it, the value, and the remedy.
 * Reads plain data only: the editor and the headless endpoint both feed it.
 */
import type * as z from 'zod/mini';
import { checkBaseUrl } from '../../providers/index.ts';
import type { L10n } from '../l10n.ts';
import { isOwnVendor, lmNameOf } from '../lm/lmModels.ts';
import { remedy } from './remedy.ts';
import {
  ModelOverride,
  presetOfKind,
  ProviderSetting,
  SETTING_SCHEMAS,
  type PlainSettings,
  type SettingName,
  type Settings,
} from './schema.ts';

/** `setting` is the id to open in the settings editor. */
export type SettingProblem = {
  readonly setting: string;
  readonly field: string;
  readonly message: string;
};

/** Answers the raw value of `steadfast.<name>`, or undefined where it is not set. */
export type RawSettings = (name: 'providers' | 'models' | SettingName) => unknown;

export function readSettings(
  raw: RawSettings,
  l10n: L10n,
): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const plain = Object.fromEntries(
    Object.entries(SETTING_SCHEMAS).map(([name, schema]) => {
      const value = raw(name as SettingName) ?? undefined;
      const parsed = (schema as z.ZodMiniType).safeParse(value);
      if (parsed.success) return [name, parsed.data];
      problems.push(
        ...problemsOf(`steadfast.${name}`, `steadfast.${name}`, parsed.error, value, l10n),
      );
      return [name, (schema as z.ZodMiniType).parse(undefined)];
    }),
  ) as PlainSettings;
  const providers = readProviders(raw('providers'), problems, l10n);
  const models = readModels(raw('models'), problems, l10n);
  return { settings: { ...plain, providers, models }, problems };
}

function readModels(value: unknown, problems: SettingProblem[], l10n: L10n): Settings['models'] {
  const setting = 'steadfast.models';
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    const message = l10n.t('{0} is {1}, but must be an object by model.', setting, shown(value));
    problems.push({ setting, field: setting, message });
    return {};
  }
  const good = Object.entries(value).flatMap(([name, entry]: [string, unknown]) => {
    const field = `${setting}[${shown(name)}]`;
    if (!/^[^/]+\/./.test(name)) {
      const message = l10n.t('{0}: write the name of the model as "provider/model".', field);
      problems.push({ setting, field, message });
      return [];
    }
    const parsed = ModelOverride.safeParse(entry);
    if (parsed.success) return [[name, parsed.data] as const];
    problems.push(...problemsOf(setting, field, parsed.error, entry, l10n));
    return [];
  });
  return Object.fromEntries(good);
}

function readProviders(value: unknown, problems: SettingProblem[], l10n: L10n): ProviderSetting[] {
  const setting = 'steadfast.providers';
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push({
      setting,
      field: setting,
      message: l10n.t('{0} is {1}, but must be a list of providers.', setting, shown(value)),
    });
    return [];
  }
  const good: ProviderSetting[] = [];
  value.forEach((entry: unknown, index) => {
    const field = `${setting}[${index}]`;
    const parsed = ProviderSetting.safeParse(entry);
    if (!parsed.success) {
      problems.push(...problemsOf(setting, field, parsed.error, entry, l10n));
      return;
    }
    const message = whyRefused(parsed.data, field, good, l10n);
    if (message === undefined) good.push(parsed.data);
    else problems.push({ setting, field, message });
  });
  return good;
}

/** What a schema cannot say: unique ids, an address that may be sent to, models that can be. */
function whyRefused(
  entry: ProviderSetting,
  field: string,
  before: readonly ProviderSetting[],
  l10n: L10n,
): string | undefined {
  if (before.some((other) => other.id === entry.id)) {
    return l10n.t(
      '{0}.id "{1}" is used twice. Give each provider an id of its own.',
      field,
      entry.id,
    );
  }
  if (entry.apiVersion !== undefined && entry.kind !== 'anthropic') {
    return l10n.t(
      '{0}.apiVersion is "{1}", but {2} has no versions to choose from. Remove it.',
      field,
      entry.apiVersion,
      entry.kind,
    );
  }
  if (entry.kind === 'vscode.lm') return whyNoModels(entry, field, l10n);
  if (presetOfKind(entry.kind)?.baseUrl === 'ask' && entry.baseUrl === undefined) {
    return l10n.t(
      '{0}.baseUrl is missing. Enter the address of the endpoint, for example https://host/v1.',
      field,
    );
  }
  if (entry.baseUrl !== undefined && entry.kind !== 'simulated') {
    const checked = checkBaseUrl(entry.baseUrl);
    if (!checked.ok) return l10n.t('{0}.baseUrl: {1}', field, checked.problem);
  }
  return undefined;
}

/** Models of other extensions: no address, and names that say whose they are. */
function whyNoModels(entry: ProviderSetting, field: string, l10n: L10n): string | undefined {
  if (entry.baseUrl !== undefined) {
    return l10n.t(
      '{0}.baseUrl is set, but models of other extensions have no address. Remove it.',
      field,
    );
  }
  for (const [index, model] of entry.models.entries()) {
    const at = `${field}.models[${index}]`;
    const name = lmNameOf(model);
    if (name === undefined) {
      return l10n.t(
        '{0} is {1}: it must be vendor/model, for example copilot/gpt-4o.',
        at,
        shown(model),
      );
    }
    if (isOwnVendor(name.vendor)) {
      return l10n.t('{0} is {1}: Steadfast does not ask itself. Remove it.', at, shown(model));
    }
  }
  return undefined;
}

function problemsOf(
  setting: string,
  field: string,
  error: z.core.$ZodError,
  value: unknown,
  l10n: L10n,
): SettingProblem[] {
  return error.issues.map((issue) => {
    // The value is not shown here: people put keys into fields that do not exist.
    if (issue.code === 'unrecognized_keys') {
      return { setting, field, message: unknownFields(field, issue.keys, l10n) };
    }
    const at = issue.path
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('');
    const inner = issue.path.reduce<unknown>(
      (node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key],
      value,
    );
    return {
      setting,
      field: field + at,
      message: l10n.t('{0} is {1}: {2}.', field + at, shown(inner), remedy(issue, l10n)),
    };
  });
}

function unknownFields(field: string, keys: readonly string[], l10n: L10n): string {
  const names = keys.join(', ');
  return keys.some((key) => /key|token|secret|password/i.test(key))
    ? l10n.t(
        '{0} has a field that is not known: {1}. Keys do not belong in settings: remove it and use the command "Set Key".',
        field,
        names,
      )
    : l10n.t('{0} has a field that is not known: {1}. Remove or correct it.', field, names);
}

/** The value as the person wrote it, short, and never a key-like thing in full. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  // Settings are JSON: anything but undefined has a text.
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
