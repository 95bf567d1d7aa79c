/*
 * Receipts in editor tabs, one per turn: shown from what is kept of it, and again while it is still
 * being answered. After a reload of the window the editor brings the tab back, and it is read from
 * the store; of a private chat nothing is there then, and it says so.
 * It asks nobody and changes nothing.
 */
import * as vscode from 'vscode';
import type { Target, TurnJournal, TurnRecord, TurnStore } from '../../core/index.ts';
import { ReceiptMessage, type ReceiptHostMessage } from '../../protocol/receipt.ts';
import type { Talks } from '../chat/talks.ts';
import type { TurnJournals } from '../chat/turnJournals.ts';
import type { Composition } from '../compose.ts';
import { realClock } from '../realClock.ts';
import type { Memory } from '../views/pageMemory.ts';
import { panelHtml } from '../views/panelHtml.ts';
import { receiptMarkdown } from './receiptMarkdown.ts';
import { createReceiptMemory, readPlace, type ReceiptPlace } from './receiptMemory.ts';
import { receiptView } from './receiptView.ts';

export type ReceiptDeps = {
  readonly extensionUri: vscode.Uri;
  readonly composition: Pick<Composition, 'names' | 'knowledge' | 'onJournal'>;
  readonly journals: Pick<TurnJournals, 'of'>;
  readonly store: Pick<TurnStore, 'turnsOf' | 'journalsOf'>;
  readonly talks: Pick<Talks, 'all'>;
  /** Of this workspace: which receipts are open. */
  readonly memory: Memory;
  readonly log: (message: string) => void;
  /** Takes keys out of a text that leaves. */
  readonly redact: (text: string) => string;
};

const SOON_MS = 250;

export type Receipts = {
  readonly open: (place: ReceiptPlace) => void;
  /** After a reload of the window. `state` is what the page had kept, if it came to that. */
  readonly reopen: (panel: vscode.WebviewPanel, state: unknown) => void;
};

export function createReceipts(deps: ReceiptDeps): Receipts {
  const open = new Map<string, vscode.WebviewPanel>();
  const memory = createReceiptMemory(deps.memory);
  const show = (panel: vscode.WebviewPanel, place: ReceiptPlace): void => {
    const { turnId } = place;
    open.set(turnId, panel);
    memory.keep(place);
    fill(deps, panel, place);
    panel.onDidDispose(() => {
      if (open.get(turnId) !== panel) return;
      open.delete(turnId);
      memory.forget(turnId);
    });
  };
  return {
    open(place) {
      const known = open.get(place.turnId);
      if (known !== undefined) return known.reveal();
      const title = vscode.l10n.t('Receipt');
      const { Active } = vscode.ViewColumn;
      show(vscode.window.createWebviewPanel('steadfast.receipt', title, Active), place);
    },
    reopen(panel, state) {
      const place = readPlace(state) ?? memory.missing((turnId) => open.has(turnId));
      show(panel, place ?? { conversationId: '', turnId: '' });
    },
  };
}

function fill(deps: ReceiptDeps, panel: vscode.WebviewPanel, place: ReceiptPlace): void {
  const { webview } = panel;
  const dist = vscode.Uri.joinPath(deps.extensionUri, 'dist');
  const uri = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const icon = (look: string): vscode.Uri =>
    vscode.Uri.joinPath(deps.extensionUri, 'media', `receipt-${look}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  const draw = async (): Promise<void> => {
    const message: ReceiptHostMessage = { type: 'receipt', place, view: await read(deps, place) };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
    if (panel.visible) void webview.postMessage(message);
  };
  webview.onDidReceiveMessage(async (raw: unknown) => {
    const message = ReceiptMessage.safeParse(raw);
    if (!message.success) return deps.log('The receipt sent a message that is not known.');
    if (message.data.type === 'ready') await draw();
    else if (message.data.type === 'log') deps.log(`receipt: ${message.data.message}`);
    else {
      const text = receiptMarkdown(await read(deps, place), deps.redact);
      await vscode.env.clipboard.writeText(text);
    }
  });
  let soon: { dispose(): void } | undefined;
  const following = deps.composition.onJournal((event) => {
    if (!('turnId' in event) || event.turnId !== place.turnId) return;
    soon?.dispose();
    soon = realClock.after(SOON_MS, () => void draw());
  });
  panel.onDidDispose(() => {
    following.dispose();
    soon?.dispose();
  });
  webview.html = panelHtml({
    view: 'receipt',
    place: 'tab',
    cspSource: webview.cspSource,
    title: vscode.l10n.t('Receipt'),
    language: vscode.env.language,
    scriptUri: uri('receipt.js'),
    styleUris: [uri('codicon.css'), uri('receipt.css')],
  });
}

async function read(deps: ReceiptDeps, { conversationId, turnId }: ReceiptPlace) {
  const { composition, journals, store, talks } = deps;
  const context = {
    ...{ l10n: vscode.l10n, names: composition.names, wallMs: realClock.wallMs() },
    language: vscode.env.language,
    usualMs: (target: Target) => composition.knowledge.latency.usualMs(target),
  };
  const open = talks.all().flatMap(({ session }) => session.turns());
  const turn =
    open.find((one) => one.turnId === turnId) ??
    (await store.turnsOf(conversationId)).find((one) => one.turnId === turnId);
  const journal = journals.of(turnId) ?? (await store.journalsOf([turnId])).get(turnId);
  return receiptView(turn ?? goneTurn(), journal, context);

  function goneTurn(): TurnRecord {
    const question = vscode.l10n.t('This question is not kept any more.');
    return { turnId, conversationId, question, askedWallMs: beginOf(journal), answers: [] };
  }
}

const beginOf = (journal: TurnJournal | undefined): number =>
  journal?.events[0]?.wallMs ?? realClock.wallMs();
