/*
 * A link from an answer. Only https and mailto leave, and only after the person has seen the true
 * host; everything else is refused without a word to the outside.
 */
import * as vscode from 'vscode';

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

/** The address as it will be opened, and the part that tells where it leads. */
export function linkTarget(href: string): { url: string; shown: string } | undefined {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return undefined;
  }
  if (url.protocol === 'https:' && url.username === '' && url.password === '') {
    return { url: url.href, shown: url.host };
  }
  if (url.protocol === 'mailto:') return { url: url.href, shown: url.pathname };
  return undefined;
}
