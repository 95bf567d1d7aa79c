/*
 * What a person can do to one provider: key, test, on and off, reset (address and model stand in
 * changeProvider). Reached from the tree (which
 * hands over the row) or from the palette (which asks which one).
 * Each ends in a sentence that says what is now so; leaving a box half-way changes nothing.
 */
import * as vscode from 'vscode';
import { presetOfKind, type ProviderSetting } from '../settings/schema.ts';
import type { CommandDeps } from './commandDeps.ts';
import { enterKeyBox } from './enterKeyBox.ts';
import { baseUrlOf, originOf, takesKey } from './providerFacts.ts';
import { tellVerdict } from './verdict.ts';

/** A row of the tree, a button's argument, or nothing when the palette was used. */
export type ProviderArg =
  | {
      readonly providerId?: string;
      readonly targetKey?: string;
      /** Of a server that was found on this computer. */
      readonly baseUrl?: string;
    }
  | undefined;

/** The one that the argument names, the only one that fits, or the one that is picked. */
export async function pickProvider(
  deps: CommandDeps,
  arg: ProviderArg,
  title: string,
  fits: (entry: ProviderSetting) => boolean = () => true,
): Promise<ProviderSetting | undefined> {
  const entries = deps.composition.entries();
  const given = entries.find((entry) => entry.id === arg?.providerId);
  if (given !== undefined) return given;
  const fitting = entries.filter(fits);
  if (fitting.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no provider to choose.'));
    return undefined;
  }
  if (fitting.length === 1) return fitting[0];
  const picked = await vscode.window.showQuickPick(
    fitting.map((entry) => ({
      label: deps.composition.names.provider(entry.id),
      description: entry.id,
      entry,
    })),
    { title, placeHolder: vscode.l10n.t('Which provider?') },
  );
  return picked?.entry;
}

export async function setKey(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const title = vscode.l10n.t('Set Key');
  const entry = await pickProvider(deps, arg, title, takesKey);
  const baseUrl = entry === undefined ? undefined : baseUrlOf(entry);
  if (entry === undefined || baseUrl === undefined) return;
  const name = deps.composition.names.provider(entry.id);
  const origin = originOf(baseUrl);
  const key = await enterKeyBox(name, origin);
  if (key === undefined) return;
  await deps.keys.set(entry.id, origin, key);
  deps.composition.engine.reset({ providerId: entry.id });
  await deps.refresh();
  await tellVerdict(deps, { providerId: entry.id, modelId: entry.models[0] ?? '' });
}

export async function removeKey(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const title = vscode.l10n.t('Remove Key');
  const entry = await pickProvider(deps, arg, title, takesKey);
  if (entry === undefined) return;
  await deps.keys.remove(entry.id);
  await deps.refresh();
  const name = deps.composition.names.provider(entry.id);
  const need = presetOfKind(entry.kind)?.needsKey === true;
  void vscode.window.showInformationMessage(
    need
      ? vscode.l10n.t('The key of {0} is removed from this computer. It now needs one.', name)
      : vscode.l10n.t('The key of {0} is removed from this computer.', name),
  );
}

export async function testProvider(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const entry = await pickProvider(deps, arg, vscode.l10n.t('Test Provider'));
  if (entry === undefined) return;
  const row = deps.composition
    .chain()
    .find((other) => `${other.target.providerId}/${other.target.modelId}` === arg?.targetKey);
  await tellVerdict(deps, row?.target ?? { providerId: entry.id, modelId: entry.models[0] ?? '' });
}

export async function setEnabled(
  deps: CommandDeps,
  arg: ProviderArg,
  enabled: boolean,
): Promise<void> {
  const title = enabled ? vscode.l10n.t('Turn Provider On') : vscode.l10n.t('Turn Provider Off');
  const fits = (entry: ProviderSetting): boolean =>
    entry.enabled !== enabled && entry.kind !== 'simulated';
  const entry = await pickProvider(deps, arg, title, fits);
  if (entry === undefined) return;
  await deps.settings.writeProviders((before) =>
    before.map((other) => (other.id === entry.id ? { ...other, enabled } : other)),
  );
  await deps.refresh();
}

export async function resetProvider(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const entry = await pickProvider(deps, arg, vscode.l10n.t('Reset Provider'));
  if (entry === undefined) return;
  deps.composition.engine.reset({ providerId: entry.id });
  await deps.refresh();
}
