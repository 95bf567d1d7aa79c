/*
 * Adding a provider: kind → address → key in a native password box → model → the consent question →
 * a one-token test with its verdict in words. Nothing is written before the last question is
 * answered; leaving at any step changes nothing. Loaded when it is first wanted.
 */
import * as vscode from 'vscode';
import { checkBaseUrl, type Preset, type PresetKind } from '../../providers/index.ts';
import type { Transport } from '../../core/index.ts';
import { addFound } from './addFound.ts';
import { addLm } from './addLm.ts';
import { askAddress } from './askAddress.ts';
import { askModel, draftOf, finishAdding } from './addSteps.ts';
import { pickKind } from './pickKind.ts';
import { hostOf, isFixed, originOf } from './providerFacts.ts';
import type { CommandDeps } from './commandDeps.ts';
import type { ProviderArg } from './providerCommands.ts';

/** Gives a transport that knows only the key just typed, or none. */
type TransportFor = (key: string | undefined) => Transport;

export async function addProvider(
  deps: CommandDeps,
  transportFor: TransportFor,
  arg: ProviderArg,
): Promise<void> {
  if (arg?.baseUrl !== undefined) return useFound(deps, arg.baseUrl, transportFor);
  const picked = await pickKind(deps);
  switch (picked?.what) {
    case 'extensions':
      return addLm(deps);
    case 'found':
      return addFound(deps, picked.server, transportFor(undefined));
    case 'preset':
      return addPreset(deps, picked.preset, transportFor);
    case undefined:
  }
}

/** The button of the empty chat: what it names is looked up, and looked for once more. */
async function useFound(
  deps: CommandDeps,
  baseUrl: string,
  transportFor: TransportFor,
): Promise<void> {
  const servers = await deps.findLocal(new AbortController().signal);
  const server = servers.find((other) => other.baseUrl === baseUrl);
  if (server !== undefined) return addFound(deps, server, transportFor(undefined));
  void vscode.window.showInformationMessage(
    vscode.l10n.t('It does not answer any more. Start it and try again.'),
  );
}

async function addPreset(
  deps: CommandDeps,
  preset: Preset,
  transportFor: TransportFor,
): Promise<void> {
  const title = vscode.l10n.t('Add {0}: address', preset.label);
  const baseUrl = isFixed(preset) ? preset.baseUrl : await askAddress({ title, preset });
  if (baseUrl === undefined) return;
  const host = hostOf(baseUrl);
  const kind = preset.kind as PresetKind;
  const label = kind === 'compatible' ? host : preset.label;
  const address = baseUrl === preset.baseUrl ? {} : { baseUrl };
  const draft = { ...draftOf(deps, kind, { label, host }), ...address, kind };
  const key = await askKey(preset, draft.name);
  if (key === undefined) return;
  const transport = transportFor(key === '' ? undefined : key);
  const model = await askModel(deps, draft, preset, transport);
  if (model === undefined) return;
  const checked = checkBaseUrl(baseUrl);
  const isLocal = checked.ok && checked.isLoopback;
  const keep = async (): Promise<unknown> =>
    key === '' ? undefined : deps.keys.set(draft.id, originOf(baseUrl), key);
  await finishAdding(deps, draft, { host, isLocal, model, keep });
}

/** Empty where the endpoint may work without one; undefined when the person left. */
function askKey(preset: Preset, name: string): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title: vscode.l10n.t('Add {0}: key', name),
      prompt: preset.needsKey
        ? vscode.l10n.t('The key stays in the keychain of this computer and goes to {0} only', name)
        : vscode.l10n.t('Leave it empty if the endpoint needs no key'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => {
        if (preset.needsKey && text.trim() === '') return vscode.l10n.t('Enter the key.');
        return /[^\x21-\x7e]/.test(text.trim())
          ? vscode.l10n.t('A key has no spaces or special characters. Copy it again.')
          : undefined;
      },
    })
    .then((text) => text?.trim());
}
