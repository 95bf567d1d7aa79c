/*
 * The one gate before a file is changed, whichever way the change came: the workspace must be
 * trusted, the file must be where its name says once every link is followed, and one that is
 * protected or lies outside of the workspace needs a confirmation of its own, each time anew.
 * It changes nothing. What it allows holds for the content that was shown and for no other: whoever
 * asks compares once more after the answer.
 */
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { whereIs } from '../context/placeReader.ts';
import { protectionOf, type Protection } from './protectedPath.ts';

/** What a change was shown for. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type Judged =
  | { readonly is: 'plain' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'guarded'; readonly path: string; readonly reason: string };

/** False: nothing may be changed, and the person knows why. */
export async function mayChange(uri: vscode.Uri): Promise<boolean> {
  if (!(await isTrusted())) return false;
  const judged = await judge(fileOf(uri));
  if (judged.is === 'plain') return true;
  if (judged.is === 'refused') {
    void vscode.window.showErrorMessage(judged.why);
    return false;
  }
  const { l10n } = vscode;
  const change = l10n.t('Change It');
  const title = l10n.t('{0} is protected. Change it all the same?', judged.path);
  const how = { modal: true, detail: judged.reason };
  if ((await vscode.window.showWarningMessage(title, how, change)) !== change) return false;
  // While it was asked, a link may have been put in its place.
  const after = await judge(fileOf(uri));
  if (after.is === 'guarded' && after.path === judged.path && after.reason === judged.reason) {
    return true;
  }
  const swapped = l10n.t('{0} leads somewhere else than a moment ago.', judged.path);
  void vscode.window.showErrorMessage(swapped);
  return false;
}

/** Chat works in Restricted Mode; changing files does not. */
export async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const { l10n, window, commands } = vscode;
  const manage = l10n.t('Manage Workspace Trust');
  const why = l10n.t('In Restricted Mode Steadfast changes no files. The chat works.');
  void window.showInformationMessage(why, manage).then((chosen) => {
    if (chosen === manage) void commands.executeCommand('workbench.trust.manage');
  });
  return Promise.resolve(false);
}

/** A cell of a notebook is its file. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  const notebook = vscode.workspace.notebookDocuments.find((one) =>
    one.getCells().some((cell) => cell.document.uri.toString() === uri.toString()),
  );
  return notebook?.uri ?? uri;
}

async function judge(uri: vscode.Uri): Promise<Judged> {
  const { l10n } = vscode;
  // Not a file yet: saving it is asked for by the editor.
  if (uri.scheme === 'untitled') return { is: 'plain' };
  const place = await whereIs(uri);
  const named = protectionOf(uri.path);
  if (!place.isIn) {
    const path = shortOf(uri);
    if (place.why === 'gone') {
      return { is: 'refused', why: l10n.t('{0} is not there any more. Save it first.', path) };
    }
    if (place.why === 'link' && uri.scheme !== 'file') {
      const why = l10n.t('{0}: a link is on the way, and where it leads cannot be seen.', path);
      return { is: 'refused', why };
    }
    const reason =
      place.why === 'link'
        ? l10n.t('A link leads from there to a place outside of the workspace.')
        : l10n.t('It lies outside of the workspace.');
    return { is: 'guarded', path, reason: because(reason, named) };
  }
  const protection = named ?? protectionOf(place.real.path);
  if (protection === undefined) return { is: 'plain' };
  const path = place.path === '' ? shortOf(uri) : place.path;
  return { is: 'guarded', path, reason: words(protection) };
}

function because(reason: string, protection: Protection | undefined): string {
  return protection === undefined ? reason : `${reason} ${words(protection)}`;
}

function words(protection: Protection): string {
  const { l10n } = vscode;
  return {
    editor: l10n.t('It sets up the editor, and can make it run programs.'),
    git: l10n.t('It belongs to Git, and can make it run programs.'),
    ci: l10n.t('It says what build servers run, often with keys at hand.'),
    secret: l10n.t('Files of this name hold keys and passwords.'),
    instructions: l10n.t('It instructs assistants that work in this project.'),
  }[protection];
}

function shortOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
