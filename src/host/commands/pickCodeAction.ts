/*
 * One entry of the palette for all that can be done about the code at hand: what ends in the chat,
 * and what ends as a change in the file. It leads to the same commands as the editor's submenu.
 * Leaving the list changes nothing.
 */
import * as vscode from 'vscode';

type Row = vscode.QuickPickItem & { readonly command?: string };

export async function pickCodeAction(): Promise<void> {
  const { l10n, window, commands } = vscode;
  const picked = await window.showQuickPick(rows(), {
    title: l10n.t('Ask About or Edit Code'),
    placeHolder: l10n.t('About the selection, else what is at the cursor'),
  });
  if (picked?.command !== undefined) await commands.executeCommand(picked.command);
}

function rows(): readonly Row[] {
  const { l10n, QuickPickItemKind } = vscode;
  const group = (label: string): Row => ({ label, kind: QuickPickItemKind.Separator });
  const row = (command: string, label: string, icon: string): Row => ({
    label: `$(${icon}) ${label}`,
    command: `steadfast.${command}`,
  });
  return [
    group(l10n.t('changes the file, once you accept')),
    row('code.edit', l10n.t('Edit…'), 'edit'),
    row('code.fix', l10n.t('Fix'), 'wrench'),
    row('code.refactor', l10n.t('Refactor'), 'symbol-structure'),
    row('code.addDocs', l10n.t('Add Documentation'), 'book'),
    group(l10n.t('answers in the chat')),
    row('code.explain', l10n.t('Explain'), 'comment'),
    row('code.review', l10n.t('Review'), 'checklist'),
    row('code.generateTests', l10n.t('Generate Tests'), 'beaker'),
    group(l10n.t('goes with your next question')),
    row('chat.addSelection', l10n.t('Add Selection to Chat'), 'list-selection'),
    row('chat.addFile', l10n.t('Add File to Chat'), 'file'),
  ];
}
