/*
 * One page that shows a chat, in the side bar or in an editor tab. All its state lives in the host:
 * it posts what the model of its conversation emits and hands back what the person does; messages
 * that do not fit the schema are logged and dropped. Closing and reopening it loses nothing.
 * While it is hidden the editor keeps no page, and nothing is drawn for it.
 */
import * as vscode from 'vscode';
import type { Clock, Disposable } from '../../core/index.ts';
import { PanelMessage, type HostMessage } from '../../protocol/index.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import { createOpsLink, type OpsLink } from '../chat/opsLink.ts';
import type { Talk, Talks } from '../chat/talks.ts';
import type { PageMemory } from './pageMemory.ts';
import { createPageWatch, type PageWatch } from './pageWatch.ts';
import { panelHtml } from './panelHtml.ts';
import { panelStrings } from './panelStrings.ts';

export type ChatPageDeps = {
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  readonly talks: Talks;
  readonly memory: PageMemory;
  readonly log: (message: string) => void;
};

/** The page in the side bar; tabs have ids of their own. */
export const SIDE = 'side';

type FocusPlace = Extract<HostMessage, { type: 'focus' }>['what'];

export class ChatPage {
  readonly id: string;
  /** What the person does; set once everything that acts on it is there. */
  onMessage: (message: PanelMessage) => void = () => undefined;
  /** The page is on the screen, or left it. */
  onShown: (isShown: boolean) => void = () => undefined;
  /** The person is in it. */
  onUsed: () => void = () => undefined;
  /** Brings it to the front; what is in it is focused by `focus`. */
  reveal: () => PromiseLike<unknown> = () => Promise.resolve();
  /** It is the tab in front of the group that is used. */
  isActive: () => boolean = () => false;
  onClosed: () => void = () => undefined;
  /** Its title may have changed. */
  drawTitle: () => void = () => undefined;
  private readonly deps: ChatPageDeps;
  private talk: Talk;
  private webview: vscode.Webview | undefined;
  private link: OpsLink | undefined;
  private watch: PageWatch | undefined;
  private following: Disposable | undefined;
  private awaited: FocusPlace | undefined;
  private untold: HostMessage[] = [];

  constructor(deps: ChatPageDeps, id: string, talk: Talk) {
    this.deps = deps;
    this.id = id;
    this.talk = talk;
    deps.talks.hold(talk);
  }

  get shown(): Talk {
    return this.talk;
  }

  get session(): ChatSession {
    return this.talk.session;
  }

  /** Turn to another conversation. */
  show(talk: Talk): void {
    const before = this.talk;
    if (talk === before) return;
    this.talk = talk;
    this.deps.talks.hold(talk);
    this.deps.talks.letGo(before, 'left');
    this.remember();
    this.reload();
  }

  /** The editor has made a page for it. */
  attach(webview: vscode.Webview): Disposable {
    const { extensionUri, clock } = this.deps;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const uri = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    const post = (message: HostMessage): void => send(webview, message);
    const link = createOpsLink(clock, post, () => this.snapshot());
    this.sleep();
    this.link = link;
    this.webview = webview;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const listening = webview.onDidReceiveMessage((raw: unknown) => this.receive(raw, link));
    const give = (): void => {
      webview.html = panelHtml({
        view: 'chat',
        place: this.id === SIDE ? 'side' : 'tab',
        cspSource: webview.cspSource,
        title: 'Steadfast',
        language: vscode.env.language,
        scriptUri: uri('webview.js'),
        styleUris: [uri('codicon.css'), uri('webview.css')],
      });
    };
    this.watch = createPageWatch(clock, give, this.deps.log);
    give();
    this.wake();
    return {
      dispose: () => {
        listening.dispose();
        if (this.link !== link) return;
        this.sleep();
        this.link = undefined;
        this.webview = undefined;
      },
    };
  }

  /** It comes onto the screen: the editor loads the page anew. */
  wake(): void {
    if (this.following === undefined) this.watch?.began();
  }

  /** It left the screen; the page asks for everything anew when it is back. */
  sleep(): void {
    this.following?.dispose();
    this.following = undefined;
    this.watch?.left();
    this.link?.sleep();
    this.onShown(false);
  }

  /** It will not come back. */
  close(): void {
    this.sleep();
    this.deps.talks.letGo(this.talk, 'closed');
    this.deps.memory.forget(this.id);
    this.onClosed();
  }

  /** Focus what the page holds; when it is not there, opening it is the caller's part. */
  focus(what: FocusPlace): void {
    if (this.webview !== undefined && this.following !== undefined) {
      send(this.webview, { type: 'focus', what });
    } else this.awaited = what;
  }

  /** Told at once, or when the page is there. */
  tell(message: HostMessage): void {
    if (this.webview !== undefined && this.following !== undefined) send(this.webview, message);
    else if (message.type === 'chips') this.untold.push(message);
  }

  /** Something in it was exchanged: the page needs all of it. */
  reload(): void {
    if (this.following === undefined) return;
    this.following.dispose();
    this.following = this.talk.model.subscribe((op) => this.link?.push(op));
    this.link?.ready();
  }

  /** What a reload of the window brings back. */
  remember(): void {
    const { session } = this;
    this.deps.memory.keepTalk(this.id, {
      conversationId: session.conversationId(),
      isPrivate: session.isPrivate(),
    });
  }

  private snapshot() {
    const { draft } = this.deps.memory.of(this.id) ?? {};
    return {
      page: this.id,
      view: this.talk.model.view(),
      strings: panelStrings(vscode.l10n),
      ...(draft === undefined ? {} : { draft }),
    };
  }

  private greet(link: OpsLink): void {
    this.watch?.arrived();
    this.following?.dispose();
    this.following = this.talk.model.subscribe((op) => link.push(op));
    link.ready();
    this.onShown(true);
    const { awaited } = this;
    this.awaited = undefined;
    for (const message of this.untold.splice(0)) this.tell(message);
    if (awaited !== undefined) this.focus(awaited);
  }

  private receive(raw: unknown, link: OpsLink): void {
    const parsed = PanelMessage.safeParse(raw);
    if (!parsed.success) {
      this.deps.log(`The panel sent a message that is not known: ${parsed.error.message}`);
      return;
    }
    switch (parsed.data.type) {
      case 'ready':
        return this.greet(link);
      case 'chat-ack':
        return link.ack(parsed.data.seq);
      case 'keep-draft':
        this.deps.memory.keepDraft(this.id, parsed.data.draft);
        return this.onMessage(parsed.data);
      case 'used':
        return this.onUsed();
      default:
        if (parsed.data.type === 'chat-send') this.remember();
        return this.onMessage(parsed.data);
    }
  }
}

function send(webview: vscode.Webview, message: HostMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
  void webview.postMessage(message);
}
