/*
 * Receipts, loaded with the first one that is opened: a start of the editor does not pay for them.
 * The editor hands back the tabs that were open before a reload of the window.
 * One set of them is made, so that a receipt that is open comes to the front again.
 */
import * as vscode from 'vscode';
import type { ReceiptPlace } from './receiptMemory.ts';
import type { ReceiptDeps, Receipts } from './receiptPanel.ts';

export type ReceiptsLater = vscode.Disposable & {
  readonly open: (place: ReceiptPlace) => Promise<void>;
};

export function receiptsLater(deps: ReceiptDeps): ReceiptsLater {
  let loading: Promise<Receipts> | undefined;
  const load = async (): Promise<Receipts> =>
    (await import('./receiptPanel.ts')).createReceipts(deps);
  const ready = (): Promise<Receipts> => (loading ??= load());
  const registered = vscode.window.registerWebviewPanelSerializer('steadfast.receipt', {
    deserializeWebviewPanel: async (panel, state) => (await ready()).reopen(panel, state),
  });
  return {
    open: async (place) => (await ready()).open(place),
    dispose: () => void registered.dispose(),
  };
}
