/*
 * The editor's settings, read once per change and handed out as one object that stays the same
 * while nothing changed. Only the person's own values count: what a workspace writes into
 * `steadfast.*` is never read (all of it is application scope; this is the second lock on that
 * door).
 */
import * as vscode from 'vscode';
import { readSettings, type SettingProblem } from './readSettings.ts';
import type { ProviderSetting, Settings } from './schema.ts';

export type SettingsBox = {
  readonly current: () => Settings;
  readonly problems: () => readonly SettingProblem[];
  /** Replace the list of providers in the person's own settings. */
  readonly writeProviders: (
    change: (before: readonly RawProvider[]) => readonly RawProvider[],
  ) => Promise<void>;
  /** Change what the person's own settings say of one model, `provider/model`. */
  readonly writeModel: (
    key: string,
    change: (before: Record<string, unknown>) => Record<string, unknown>,
  ) => Promise<void>;
  readonly onChange: (fn: () => void) => vscode.Disposable;
  readonly dispose: () => void;
};

/** As written: wrong entries are kept as they are. */
type RawProvider = Partial<ProviderSetting> & Record<string, unknown>;

export function createSettingsBox(): SettingsBox {
  const listeners = new Set<() => void>();
  const raw = (name: string): unknown => {
    const found = vscode.workspace.getConfiguration('steadfast').inspect<unknown>(name);
    return found?.globalValue;
  };
  const read = (): ReturnType<typeof readSettings> => readSettings(raw, vscode.l10n);
  let state = read();
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('steadfast')) return;
    state = read();
    for (const fn of listeners) fn();
  });
  return {
    current: () => state.settings,
    problems: () => state.problems,
    async writeProviders(change) {
      const before = raw('providers');
      if (before !== undefined && !Array.isArray(before)) {
        // What is there was typed by a person: it is not written over.
        throw new Error(vscode.l10n.t('steadfast.providers is no list. Correct it first.'));
      }
      const list = (before ?? []) as readonly RawProvider[];
      await vscode.workspace
        .getConfiguration('steadfast')
        .update('providers', change(list), vscode.ConfigurationTarget.Global);
    },
    async writeModel(key, change) {
      const before = raw('models') ?? {};
      if (typeof before !== 'object' || Array.isArray(before)) {
        throw new Error(vscode.l10n.t('steadfast.models is no object. Correct it first.'));
      }
      const models = before as Record<string, unknown>;
      const own = Object.hasOwn(models, key) ? models[key] : {};
      const entry = change(typeof own === 'object' && own !== null ? { ...own } : {});
      await vscode.workspace
        .getConfiguration('steadfast')
        .update('models', { ...models, [key]: entry }, vscode.ConfigurationTarget.Global);
    },
    onChange(fn) {
      listeners.add(fn);
      return { dispose: () => listeners.delete(fn) };
    },
    dispose: () => void listening.dispose(),
  };
}
