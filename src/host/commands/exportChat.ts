/*
 * Saves a conversation where the person says, as Markdown or JSON by the ending they choose, and
 * offers to open it. A private chat can be saved too: it is the person who keeps it then.
 * A file that is there already is only replaced after the editor's own dialog asked for it.
 */
import * as vscode from 'vscode';
import type { TurnRecord } from '../../core/index.ts';
import { inView } from '../chat/branches.ts';
import { exportConversation, exportFileName } from '../chat/exportConversation.ts';
import { realClock } from '../realClock.ts';
import type { CommandDeps } from './commandDeps.ts';

export async function exportOpenChat(deps: CommandDeps): Promise<void> {
  const turns = deps.session.turns();
  const [first] = turns;
  if (first === undefined) {
    const empty = vscode.l10n.t('This chat is empty: there is nothing to export.');
    return void vscode.window.showInformationMessage(empty);
  }
  await save(deps, first.question, turns);
}

export async function exportChat(deps: CommandDeps, id: string, title: string): Promise<void> {
  await save(deps, title, inView(await deps.store.turnsOf(id)));
}

async function save(
  { composition }: CommandDeps,
  title: string,
  turns: readonly TurnRecord[],
): Promise<void> {
  const { l10n, workspace, window } = vscode;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = exportFileName(title, 'markdown');
  const file = await window.showSaveDialog({
    title: l10n.t('Export Chat'),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { Markdown: ['md'], JSON: ['json'] },
  });
  if (file === undefined) return;
  const wallMs = realClock.wallMs();
  const text = exportConversation(
    file.path.endsWith('.json') ? 'json' : 'markdown',
    { title, exportedWallMs: wallMs },
    turns,
    { l10n, names: composition.names, wallMs },
  );
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const open = l10n.t('Open');
  const message = l10n.t('Exported to {0}', workspace.asRelativePath(file));
  const chosen = await window.showInformationMessage(message, open);
  if (chosen === open) await window.showTextDocument(file);
}
