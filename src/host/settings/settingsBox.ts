/*
 * The editor's settings, read once per change and handed out as one object that stays the same
 * while nothing changed. Only the person's own values count (all of it is application scope; this
 * is the second lock on that door). A workspace is heard where it says less,
 * `steadfast.workspace.*`, also before it is trusted.
 */
import * as vscode from 'vscode';
import { readSettings, type RawSettings, type SettingProblem } from './readSettings.ts';
import type { ProviderSetting, Settings } from './schema.ts';
import { tightened, type WorkspaceWord } from './tighten.ts';

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
  const rawNow = (): RawSettings => {
    // Once for all settings: the editor copies the whole section each time it is asked for.
    const section = vscode.workspace.getConfiguration('steadfast');
    return (name) => section.inspect<unknown>(name)?.globalValue;
  };
  const read = (): ReturnType<typeof readSettings> => {
    const own = readSettings(rawNow(), vscode.l10n);
    return { ...own, settings: tightened(own.settings, workspaceWords()) };
  };
  let state = read();
  const renew = (): void => {
    state = read();
    for (const fn of listeners) fn();
  };
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('steadfast')) renew();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(renew),
  );
  return {
    current: () => state.settings,
    problems: () => state.problems,
    async writeProviders(change) {
      const before = rawNow()('providers');
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
      const before = rawNow()('models') ?? {};
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

/** Every level of every folder, each for itself: the strictest is found by whoever reads them. */
function workspaceWords(): readonly WorkspaceWord[] {
  const { workspaceFolders = [], getConfiguration } = vscode.workspace;
  const names = ['localOnly', 'allowedProviders', 'dayLimit'] as const;
  return [undefined, ...workspaceFolders].flatMap((folder) => {
    const config = getConfiguration('steadfast', folder?.uri ?? null);
    const found = names.map((name) => config.inspect<unknown>(`workspace.${name}`));
    return (['globalValue', 'workspaceValue', 'workspaceFolderValue'] as const).map((level) =>
      Object.fromEntries(names.map((name, index) => [name, found[index]?.[level]])),
    );
  });
}
