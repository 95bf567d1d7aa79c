/*
 * The receipt of one answer of the page that is meant: of the turn a link stands under, else of the
 * last one. Without any turn there is nothing to show, and that is said.
 * What a receipt is stands in `receipt/`.
 */
import * as vscode from 'vscode';
import type { CommandDeps } from './commandDeps.ts';

export async function showReceipt(deps: CommandDeps, turnId?: string): Promise<void> {
  const turns = deps.session.turns();
  const turn = turnId === undefined ? turns.at(-1) : turns.find((one) => one.turnId === turnId);
  if (turn !== undefined) {
    return deps.receipts.open({ conversationId: turn.conversationId, turnId: turn.turnId });
  }
  const message = vscode.l10n.t('Nothing was asked in this chat yet: there is no receipt.');
  void vscode.window.showInformationMessage(message);
}
