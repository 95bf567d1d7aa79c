/*
 * Adding a provider: kind → address → key in a native password box → model → the consent question →
 * a one-token test with its verdict in words. Nothing is written before the last question is
 * answered; leaving at any step changes nothing. The first provider is armed unasked.
 */
import * as vscode from 'vscode';
import {
  checkBaseUrl,
  createProvider,
  type Preset,
  type PresetKind,
} from '../../providers/index.ts';
import type { ModelFacts, Transport } from '../../core/index.ts';
import { realClock } from '../realClock.ts';
import { askConsent } from './consent.ts';
import { freeId, freeName, hostOf, isFixed, originOf, presetGroups } from './providerFacts.ts';
import type { CommandDeps } from './commandDeps.ts';
import { pickModel } from './pickModel.ts';
import { tellVerdict } from './providerCommands.ts';

type Draft = { kind: PresetKind; id: string; name: string; baseUrl?: string };

/** `transportFor` gives a transport that knows only the key just typed. */
export async function addProvider(
  deps: CommandDeps,
  transportFor: (key: string | undefined) => Transport,
): Promise<void> {
  const preset = await pickPreset();
  if (preset === undefined) return;
  const baseUrl = isFixed(preset) ? preset.baseUrl : await askBaseUrl(preset);
  if (baseUrl === undefined) return;
  const before = deps.settings.current().providers;
  const label = preset.kind === 'compatible' ? hostOf(baseUrl) : preset.label;
  const names = before.map((entry) => deps.composition.names.provider(entry.id));
  const name = freeName(label, hostOf(baseUrl), names);
  const draft: Draft = {
    kind: preset.kind as PresetKind,
    id: freeId(
      name,
      before.map((entry) => entry.id),
    ),
    name,
    ...(baseUrl === preset.baseUrl ? {} : { baseUrl }),
  };
  const key = await askKey(preset, name);
  if (key === undefined) return;
  const transport = transportFor(key === '' ? undefined : key);
  const model = await askModel(deps, draft, preset, transport);
  if (model === undefined) return;

  const isFirst = !deps.settings.current().providers.some((entry) => entry.kind !== 'simulated');
  const armed = isFirst ? true : await askConsentFor(deps, draft, baseUrl, model.facts);
  if (armed === undefined) return;

  if (key !== '') await deps.keys.set(draft.id, originOf(baseUrl), key);
  await deps.settings.writeProviders((present) => [
    ...present,
    { ...draft, models: [model.id], armed, enabled: true },
  ]);
  deps.trial.end();
  await deps.refresh();
  await tellVerdict(deps, { providerId: draft.id, modelId: model.id });
}

async function pickPreset(): Promise<Preset | undefined> {
  type Item = vscode.QuickPickItem & { readonly preset?: Preset };
  const rows = (presets: readonly Preset[]): readonly Item[] =>
    presets.map((preset) => ({
      label: preset.label,
      description: preset.baseUrl === 'ask' ? '' : hostOf(preset.baseUrl),
      detail:
        preset.kind === 'compatible'
          ? vscode.l10n.t('Any endpoint that speaks the OpenAI Chat Completions format')
          : '',
      preset,
    }));
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const { services, onThisComputer, others } = presetGroups();
  const items = [
    ...rows(services),
    heading(vscode.l10n.t('On this computer')),
    ...rows(onThisComputer),
    heading(vscode.l10n.t('Anything else')),
    ...rows(others),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Add a provider'),
    placeHolder: vscode.l10n.t('Whose key do you have?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.preset;
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
  { composition }: CommandDeps,
  draft: Draft,
  preset: Preset,
  transport: Transport,
): Promise<{ readonly id: string; readonly facts: ModelFacts } | undefined> {
  const { catalog, lists, ready } = composition.knowledge;
  const provider = createProvider({ ...draft, models: ['?'] }, transport, realClock);
  await ready();
  const factsOf = (modelId: string): ModelFacts => catalog.at(draft, modelId, provider.isLocal);
  const id = await pickModel({
    place: draft,
    name: draft.name,
    names: composition.names,
    title: vscode.l10n.t('Add {0}: model', draft.name),
    provider,
    lists,
    factsOf,
    suggested: preset.suggestedModels[0] ?? '',
  });
  return id === undefined ? undefined : { id, facts: factsOf(id) };
}

function askConsentFor(
  { composition }: CommandDeps,
  draft: Draft,
  baseUrl: string,
  facts: ModelFacts,
): Promise<boolean | undefined> {
  const checked = checkBaseUrl(baseUrl);
  const current = composition.chain().find(({ armed, enabled }) => armed && enabled)?.target;
  return askConsent({
    name: draft.name,
    host: hostOf(baseUrl),
    isLocal: checked.ok && checked.isLoopback,
    title: vscode.l10n.t('Add {0}: when may it be asked?', draft.name),
    facts,
    ...(current === undefined
      ? {}
      : {
          current: {
            name: composition.names.target(current),
            facts: composition.knowledge.catalog.get(current),
          },
        }),
  });
}
