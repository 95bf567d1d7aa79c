/*
 * Adding a provider: kind → address → key in a native password box → model → the consent question →
 * a one-token test with its verdict in words. Nothing is written before the last question is
 * answered; leaving at any step changes nothing. Loaded when it is first wanted.
 */
import * as vscode from 'vscode';
import {
  checkBaseUrl,
  createProvider,
  readableNames,
  type Preset,
  type PresetKind,
} from '../../providers/index.ts';
import type { Provider, Transport } from '../../core/index.ts';
import { realClock } from '../realClock.ts';
import { addFound } from './addFound.ts';
import { addLm } from './addLm.ts';
import { draftOf, finishAdding, pickModel, type Draft } from './addSteps.ts';
import { pickKind } from './pickKind.ts';
import { hostOf, isFixed, originOf } from './providerFacts.ts';
import type { CommandDeps } from './commandDeps.ts';

const LIST_MAX_MS = 10_000;

type TransportFor = (key: string | undefined) => Transport;

/** `transportFor` gives a transport that knows only the key just typed. */
export async function addProvider(deps: CommandDeps, transportFor: TransportFor): Promise<void> {
  const picked = await pickKind(deps);
  if (picked?.what === 'extensions') await addLm(deps);
  if (picked?.what === 'found') await addFound(deps, picked.server);
  if (picked?.what === 'preset') await addPreset(deps, picked.preset, transportFor);
}

/** The button of the empty chat: what it names is looked up, and looked for once more. */
export async function useFound(deps: CommandDeps, baseUrl: string | undefined): Promise<void> {
  const servers = await deps.findLocal(new AbortController().signal);
  const server = servers.find((other) => other.baseUrl === baseUrl);
  if (server !== undefined) return addFound(deps, server);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('It does not answer any more. Start it and try again.'),
  );
}

async function addPreset(
  deps: CommandDeps,
  preset: Preset,
  transportFor: TransportFor,
): Promise<void> {
  const baseUrl = isFixed(preset) ? preset.baseUrl : await askBaseUrl(preset);
  if (baseUrl === undefined) return;
  const host = hostOf(baseUrl);
  const kind = preset.kind as PresetKind;
  const label = kind === 'compatible' ? host : preset.label;
  const draft: Draft = {
    ...draftOf(deps, kind, { label, host }),
    ...(baseUrl === preset.baseUrl ? {} : { baseUrl }),
  };
  const key = await askKey(preset, draft.name);
  if (key === undefined) return;
  const provider = createProvider(
    { ...draft, kind, models: ['?'] },
    transportFor(key === '' ? undefined : key),
    realClock,
  );
  const model = await askModel(draft, preset, provider);
  if (model === undefined) return;
  const checked = checkBaseUrl(baseUrl);
  const isLocal = checked.ok && checked.isLoopback;
  const keep = async (): Promise<unknown> =>
    key === '' ? undefined : deps.keys.set(draft.id, originOf(baseUrl), key);
  await finishAdding(deps, draft, { host, isLocal, model, keep });
}

function askBaseUrl(preset: Preset): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title: vscode.l10n.t('Add {0}: address', preset.label),
      prompt: vscode.l10n.t('The base URL of the endpoint, usually ending in /v1'),
      placeHolder: preset.baseUrlExample ?? '',
      value: preset.baseUrl === 'ask' ? '' : preset.baseUrl,
      ignoreFocusOut: true,
      validateInput: (text) => {
        const checked = checkBaseUrl(text);
        return checked.ok ? undefined : checked.problem;
      },
    })
    .then((text) => {
      if (text === undefined) return undefined;
      const checked = checkBaseUrl(text);
      return checked.ok ? checked.url : undefined;
    });
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

async function askModel(
  draft: Draft,
  preset: Preset,
  provider: Provider,
): Promise<string | undefined> {
  const models = await listModels(provider);
  if (models.length > 0) return pickModel(draft.name, models);
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Add {0}: model', draft.name),
    prompt: vscode.l10n.t('The endpoint gave no list of models. Type the name of one.'),
    value: preset.suggestedModels[0] ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('Enter the name of a model.') : undefined,
  });
}

/** Empty when there is no list, or none within ten seconds: the person then types the name. */
async function listModels(provider: Provider): Promise<readonly string[]> {
  const abort = new AbortController();
  const limit = realClock.after(LIST_MAX_MS, () => abort.abort());
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the model list') },
    () => provider.listModels(abort.signal).catch(() => []),
  );
  limit.dispose();
  return readableNames(found.map(({ id }) => id));
}
