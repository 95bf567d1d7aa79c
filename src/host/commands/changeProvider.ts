/*
 * Moving a provider to another address, and choosing another model of it. Written at the last step,
 * and tested at once; leaving a box changes nothing. A key stays with the origin that it was
 * entered for: at another one it is asked for anew, and the old one is never sent there.
 */
import * as vscode from 'vscode';
import type { ModelFacts } from '../../core/index.ts';
import { presetOfKind, type ProviderSetting } from '../settings/schema.ts';
import { askAddress } from './askAddress.ts';
import type { CommandDeps } from './commandDeps.ts';
import { pickModel } from './pickModel.ts';
import { pickProvider, setKey, type ProviderArg } from './providerCommands.ts';
import { baseUrlOf, freeName, hostOf, movedName, originOf, takesKey } from './providerFacts.ts';
import { tellVerdict } from './verdict.ts';

export async function setAddress(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const { l10n } = vscode;
  const entry = await pickProvider(deps, arg, l10n.t('Change Address'), takesKey);
  const preset = entry === undefined ? undefined : presetOfKind(entry.kind);
  if (entry === undefined || preset === undefined) return;
  const name = deps.composition.names.provider(entry.id);
  const before = baseUrlOf(entry);
  const title = l10n.t('Address of {0}', name);
  const baseUrl = await askAddress({ title, preset, value: before });
  if (baseUrl === undefined) return;
  const boundTo = await deps.keys.boundOrigin(entry.id);
  const moved = nameAt(deps, entry, { from: before, to: baseUrl });
  await change(deps, entry.id, ({ baseUrl: _old, ...rest }) => ({
    ...rest,
    ...(moved === undefined ? {} : { name: moved }),
    ...(baseUrl === preset.baseUrl ? {} : { baseUrl }),
  }));
  const isKeyHere = boundTo === originOf(baseUrl);
  if (!isKeyHere && (boundTo !== undefined || preset.needsKey)) {
    return setKey(deps, { providerId: entry.id });
  }
  await tellVerdict(deps, { providerId: entry.id, modelId: entry.models[0] ?? '' });
}

/** In place of the model that the row or the button speaks of; else of the first. */
export async function setModel(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const { l10n } = vscode;
  const { composition } = deps;
  const isReal = (other: ProviderSetting): boolean => other.kind !== 'simulated';
  const entry = await pickProvider(deps, arg, l10n.t('Choose Model'), isReal);
  const provider = entry === undefined ? undefined : composition.provider(entry.id);
  if (entry === undefined || provider === undefined || !isReal(entry)) return;
  const { id, models } = entry;
  const old = models.find((modelId) => `${id}/${modelId}` === arg?.targetKey) ?? models[0] ?? '';
  const { catalog, lists, ready } = composition.knowledge;
  await ready();
  const factsOf = (modelId: string): ModelFacts => catalog.at(entry, modelId, provider.isLocal);
  const name = composition.names.provider(id);
  const title = l10n.t('Model of {0}', name);
  const { names } = composition;
  const question = { place: entry, name, names, title, provider, lists, factsOf, suggested: old };
  const modelId = await pickModel(question);
  if (modelId === undefined) return;
  await change(deps, id, (present) => ({
    ...present,
    models: [...new Set(models.map((other) => (other === old ? modelId : other)))],
  }));
  await tellVerdict(deps, { providerId: id, modelId });
}

/** What it is called at its new address, where its name told the old one. */
function nameAt(
  { composition }: CommandDeps,
  { id, name }: ProviderSetting,
  { from, to }: { readonly from: string | undefined; readonly to: string },
): string | undefined {
  if (name === undefined || from === undefined) return undefined;
  const moved = movedName(name, { from: hostOf(from), to: hostOf(to) });
  const others = composition.entries().filter((other) => other.id !== id);
  const taken = others.map((other) => composition.names.provider(other.id));
  return moved === name ? undefined : freeName(moved, hostOf(to), taken);
}

type Raw = Parameters<Parameters<CommandDeps['settings']['writeProviders']>[0]>[0][number];

async function change(deps: CommandDeps, id: string, of: (entry: Raw) => Raw): Promise<void> {
  await deps.settings.writeProviders((present) =>
    present.map((entry) => (entry.id === id ? of(entry) : entry)),
  );
  deps.composition.engine.reset({ providerId: id });
  await deps.refresh();
}
