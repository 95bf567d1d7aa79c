/*
 * *Import Keys from Environment*: the variables that hold keys of known services, by name; what is
 * ticked is copied once into the keychain, the variable stays as it is and is not read again.
 * Nothing is stored, shown or sent before that.
 */
import * as vscode from 'vscode';
import type { CommandDeps } from '../commands/commandDeps.ts';
import { addOffers, presentEntries, type TransportFor } from './addOffers.ts';
import { envFindings } from './envKeys.ts';
import { pickOffers } from './pickOffers.ts';

export async function importEnv(deps: CommandDeps, transportFor: TransportFor): Promise<void> {
  const { l10n } = vscode;
  const findings = envFindings(process.env, await presentEntries(deps), l10n);
  if (findings.offers.length + findings.refusals.length === 0) {
    const add = l10n.t('Add Provider');
    const chosen = await vscode.window.showInformationMessage(
      l10n.t(
        'No key of a known service is in the environment that VS Code was started with. Set one, for example OPENAI_API_KEY, and start VS Code again.',
      ),
      add,
    );
    if (chosen === add) await vscode.commands.executeCommand('steadfast.provider.add');
    return;
  }
  const picked = await pickOffers([findings], {
    title: l10n.t('Import keys from the environment'),
    placeholder: l10n.t('Ticked keys are copied once into the keychain of this computer'),
  });
  if (picked !== undefined && picked !== 'file') await addOffers(deps, picked, transportFor);
}
