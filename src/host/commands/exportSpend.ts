/*
 * Saves what every attempt of the last year used and cost as CSV, where
 * the person says. All windows together; nothing leaves this computer.
 * What is not known stays an empty cell.
 */
import * as vscode from 'vscode';
import { realClock } from '../realClock.ts';
import { FIGURES_MS } from '../retention.ts';
import { localDay } from '../spend/localDay.ts';
import { ledgerCsv } from '../spend/ledgerCsv.ts';
import type { CommandDeps } from './commandDeps.ts';

export async function exportSpend({ store }: CommandDeps): Promise<void> {
  const { l10n, window, workspace } = vscode;
  const wallMs = realClock.wallMs();
  const rows = await store.attemptsSince(wallMs - FIGURES_MS);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `steadfast-spend-${localDay(wallMs)}.csv`;
  const file = await window.showSaveDialog({
    title: l10n.t('Export Spend'),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { CSV: ['csv'] },
  });
  if (file === undefined) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(ledgerCsv(rows)));
  const open = l10n.t('Open');
  const message = l10n.t(
    '{0} attempts exported to {1}',
    rows.length,
    workspace.asRelativePath(file),
  );
  const chosen = await window.showInformationMessage(message, open);
  if (chosen === open) await window.showTextDocument(file);
}
