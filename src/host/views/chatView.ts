/*
 * The chat in the secondary side bar: a webview whose whole state lives in the host. It posts what
 * the panel model emits and hands back what the person does; messages that do not fit the schema
 * are logged and dropped. Closing and reopening it loses nothing.
 */
import * as vscode from 'vscode';
import type { Clock } from '../../core/index.ts';
import { KeptDraft, PanelMessage, type HostMessage } from '../../protocol/index.ts';
import { createOpsLink, type OpsLink } from '../chat/opsLink.ts';
import type { PanelModel } from '../chat/panelModel.ts';
import { panelHtml } from './panelHtml.ts';
import { panelStrings } from './panelStrings.ts';

export type ChatViewDeps = {
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  readonly model: PanelModel;
  readonly log: (message: string) => void;
  /** Of this workspace; unlike the panel's own state it outlives a window that is killed. */
  readonly memory: vscode.Memento;
};

type FocusPlace = Extract<HostMessage, { type: 'focus' }>['what'];

const DRAFT = 'steadfast.draft';

export class ChatView implements vscode.WebviewViewProvider {
  static readonly id = 'steadfast.chat';
  /** What the person does; set once everything that acts on it is there. */
  onMessage: (message: PanelMessage) => void = () => undefined;
  /** The page came onto the screen, or left it. */
  onShown: (isShown: boolean) => void = () => undefined;
  private link: OpsLink | undefined;
  private view: vscode.WebviewView | undefined;
  private readonly deps: ChatViewDeps;
  /** The page has asked for its snapshot; before that a message would be lost. */
  private isReady = false;
  private awaited: FocusPlace | undefined;
  private untold: HostMessage[] = [];

  constructor(deps: ChatViewDeps) {
    this.deps = deps;
    deps.model.subscribe((op) => this.link?.push(op));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extensionUri, clock, model } = this.deps;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const uri = (name: string): string =>
      view.webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    const post = (message: HostMessage): void => send(view, message);
    const link = createOpsLink(clock, post, () => ({
      view: model.view(),
      strings: panelStrings(vscode.l10n),
      ...this.keptDraft(),
    }));
    this.link = link;
    this.view = view;
    this.isReady = false;
    view.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const listening = view.webview.onDidReceiveMessage((raw: unknown) => this.receive(raw, link));
    view.onDidChangeVisibility(() => this.onShown(view.visible));
    view.onDidDispose(() => {
      listening.dispose();
      link.dispose();
      this.onShown(false);
      if (this.link === link) this.link = undefined;
      if (this.view === view) this.view = undefined;
    });
    view.webview.html = panelHtml({
      cspSource: view.webview.cspSource,
      title: 'Steadfast',
      language: vscode.env.language,
      scriptUri: uri('webview.js'),
      styleUris: [uri('codicon.css'), uri('webview.css')],
    });
  }

  /** Focus what the panel holds; when the panel is closed, opening it is the caller's part. */
  focus(what: FocusPlace): void {
    if (this.view !== undefined && this.isReady) send(this.view, { type: 'focus', what });
    else this.awaited = what;
  }

  /** Told at once, or when the page is there. */
  tell(message: HostMessage): void {
    if (this.view !== undefined && this.isReady) send(this.view, message);
    else this.untold.push(message);
  }

  private greet(link: OpsLink): void {
    link.ready();
    this.isReady = true;
    this.onShown(true);
    const { awaited } = this;
    this.awaited = undefined;
    for (const message of this.untold.splice(0)) this.tell(message);
    if (awaited !== undefined) this.focus(awaited);
  }

  /** The conversation was exchanged: the panel needs all of it. */
  reload(): void {
    this.link?.ready();
  }

  private keptDraft(): { draft?: KeptDraft } {
    const kept = KeptDraft.safeParse(this.deps.memory.get(DRAFT));
    return kept.success ? { draft: kept.data } : {};
  }

  private receive(raw: unknown, link: OpsLink): void {
    const parsed = PanelMessage.safeParse(raw);
    if (!parsed.success) {
      this.deps.log(`The panel sent a message that is not known: ${parsed.error.message}`);
      return;
    }
    if (parsed.data.type === 'ready') this.greet(link);
    else if (parsed.data.type === 'chat-ack') link.ack(parsed.data.seq);
    else if (parsed.data.type === 'keep-draft') {
      void this.deps.memory.update(DRAFT, parsed.data.draft);
      this.onMessage(parsed.data);
    } else this.onMessage(parsed.data);
  }
}

function send(view: vscode.WebviewView, message: HostMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
  void view.webview.postMessage(message);
}
