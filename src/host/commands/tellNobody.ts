/*
 * Said where something was wanted from the editor and nobody may be asked: nothing was sent, and
 * the button that helps. `waits` says where the question went, where there is one.
 * It decides nothing: whoever calls it has looked.
 */
import * as vscode from 'vscode';

export async function tellNobody(waits?: string): Promise<void> {
  const { l10n } = vscode;
  const add = l10n.t('Add Provider…');
  const nobody = l10n.t('Nobody may be asked yet. Nothing was sent.');
  const words = waits === undefined ? nobody : `${nobody} ${waits}`;
  const chosen = await vscode.window.showInformationMessage(words, add);
  if (chosen === add) await vscode.commands.executeCommand('steadfast.provider.add');
}
