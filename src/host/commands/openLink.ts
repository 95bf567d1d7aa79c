/*
 * A link from an answer. Only https and mailto leave, and only after the person has seen the true
 * host; everything else is refused without a word to the outside.
 * The address shown is the address opened: no redirect of ours, no shortening.
 */
import * as vscode from 'vscode';
import { linkTarget } from './linkTarget.ts';

export async function openLink(href: string): Promise<void> {
  const target = linkTarget(href);
  if (target === undefined) return;
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Open {0}?', target.shown),
    { modal: true, detail: target.url },
    open,
  );
  if (chosen === open) await vscode.env.openExternal(vscode.Uri.parse(target.url, true));
}
