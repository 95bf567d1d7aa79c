/*
 * One entry of the palette for all that can be done to a provider: which one, then what. It offers
 * what fits the one that was picked, as the tree's menu does, and leads to the same commands.
 * Leaving a box changes nothing.
 */
import * as vscode from 'vscode';
import type { ProviderSetting } from '../settings/schema.ts';
import type { CommandDeps } from './commandDeps.ts';
import { takesKey } from './providerFacts.ts';
import { pickProvider, type ProviderArg } from './providerCommands.ts';

type Action = vscode.QuickPickItem & {
  readonly command: string;
  readonly fits: (entry: ProviderSetting) => boolean;
};

export async function manageProvider(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const { l10n } = vscode;
  const entry = await pickProvider(deps, arg, l10n.t('Manage Provider'));
  if (entry === undefined) return;
  const name = deps.composition.names.provider(entry.id);
  const picked = await vscode.window.showQuickPick(
    actions().filter(({ fits }) => fits(entry)),
    { title: l10n.t('Manage {0}', name), placeHolder: l10n.t('What shall be done?') },
  );
  if (picked === undefined) return;
  await vscode.commands.executeCommand(picked.command, { providerId: entry.id });
}

/** The order of the tree's menu: what is harmless and often wanted stands first. */
function actions(): readonly Action[] {
  const { l10n } = vscode;
  const isReal = ({ kind }: ProviderSetting): boolean => kind !== 'simulated';
  const isOn = ({ enabled }: ProviderSetting): boolean => enabled;
  const row = (
    id: string,
    label: string,
    detail: string,
    fits: Action['fits'] = () => true,
  ): Action => ({ label, detail, fits, command: `steadfast.provider.${id}` });
  return [
    row('test', l10n.t('Test'), l10n.t('One short question to see whether it answers'), isOn),
    row('reset', l10n.t('Reset'), l10n.t('Forget its failures and pauses'), isOn),
    row('setKey', l10n.t('Set Key…'), l10n.t('Kept on this computer only'), takesKey),
    row('removeKey', l10n.t('Remove Key'), l10n.t('From this computer'), takesKey),
    row('setUse', l10n.t('When May It Be Asked…'), l10n.t('Consent and privacy'), isReal),
    row('setModel', l10n.t('Choose Model…'), l10n.t('Another of its models'), isReal),
    row('setAddress', l10n.t('Change Address…'), l10n.t('Keys stay with their address'), takesKey),
    {
      label: l10n.t('Show Dashboard'),
      detail: l10n.t('How it has been doing, beside the others'),
      fits: () => true,
      command: 'steadfast.dashboard.open',
    },
    row(
      'disable',
      l10n.t('Turn Off'),
      l10n.t('It is asked no more, and keeps its key'),
      (entry) => isReal(entry) && isOn(entry),
    ),
    row(
      'enable',
      l10n.t('Turn On'),
      l10n.t('It takes its place in the chain again'),
      (entry) => isReal(entry) && !isOn(entry),
    ),
  ];
}
