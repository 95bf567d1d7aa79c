/*
 * The chat panel as a whole: strip, log or first screen, waiting bar, composer, status line.
 * States: blank until the first snapshot, then whatever the view says. At most one render per
 * animation frame; a batch is acknowledged when it is on the screen, so a slow panel slows the
 * host. It holds no state of its own but the draft: everything else can be asked for again.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView, PanelMessage } from '../protocol/index.ts';
import { announcement } from './announcements.ts';
import './composer.ts';
import type { ComposerElement } from './composer.ts';
import { newerDraft, type Draft } from './draft.ts';
import { emptyState } from './emptyState.ts';
import { LightElement } from './lightElement.ts';
import './messageList.ts';
import type { MessageListElement } from './messageList.ts';
import { createPanelLink } from './panelLink.ts';
import './strip.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import './waitBar.ts';
import { english, wordsFrom, type Words } from './words.ts';

/** A hidden page gets no animation frames; the host must not wait for it for ever. */
const HIDDEN_FRAME_MS = 250;

export class ChatAppElement extends LightElement {
  static override properties = { view: { state: true }, words: { state: true } };
  declare view: ChatView | undefined;
  declare words: Words;
  api: VsCodeApi | undefined;
  private next: { view: ChatView; seq: number | undefined } | undefined;
  private kept: unknown;
  private cancelFrame: (() => void) | undefined;

  constructor() {
    super();
    this.words = english;
  }

  start(api: VsCodeApi): void {
    this.api = api;
    const link = createPanelLink((message) => this.send(message), {
      onView: (view, seq) => this.schedule(view, seq),
      onDraftKept: (draft) => {
        this.kept = draft;
      },
      onStrings: (strings) => {
        this.words = wordsFrom(strings);
      },
      onFocus: (what) => this.afterFrame(() => this.focusOn(what)),
      onDraft: (text) => this.afterFrame(() => this.composer()?.take(text)),
    });
    addEventListener('message', (event: MessageEvent<unknown>) => link.receive(event.data));
    addEventListener('keydown', this.pressed);
    this.addEventListener('sf-post', (event) =>
      this.send((event as CustomEvent<PanelMessage>).detail),
    );
    this.addEventListener('sf-announce', (event) =>
      this.say((event as CustomEvent<string>).detail),
    );
    link.start();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, words } = this;
    if (view === undefined) return nothing;
    const isEmpty = view.turns.length === 0;
    return html`<sf-strip .strip=${view.strip} .words=${words}></sf-strip>
      <main class="sf-main">
        ${
          isEmpty && view.empty !== undefined
            ? emptyState(view.empty)
            : html`<sf-messages
                .turns=${view.turns}
                .waitingTurnId=${view.wait?.turnId}
                .words=${words}
              ></sf-messages>`
        }
      </main>
      <section class="sf-bottom" aria-label=${words.message}>
        ${
          view.wait === undefined
            ? nothing
            : html`<sf-wait .wait=${view.wait} .words=${words}></sf-wait>`
        }
        <sf-composer
          .composer=${view.composer}
          .turns=${view.turns}
          .words=${words}
          .keep=${this.keep}
        ></sf-composer>
      </section>
      <div class="sf-hidden sf-status" role="status"></div>`;
  }

  private schedule(view: ChatView, seq: number | undefined): void {
    this.next = { view, seq };
    if (this.cancelFrame !== undefined) return;
    const run = (): void => {
      this.cancelFrame?.();
      this.cancelFrame = undefined;
      void this.show();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, HIDDEN_FRAME_MS);
    this.cancelFrame = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }

  private async show(): Promise<void> {
    const { next, view: before } = this;
    if (next === undefined) return;
    this.next = undefined;
    this.view = next.view;
    await this.updateComplete;
    if (next.seq !== undefined) this.send({ type: 'chat-ack', seq: next.seq });
    if (before === undefined) this.restore();
    else if (next.seq !== undefined) this.say(announcement(before, next.view, this.words));
    if (before !== undefined && next.view.turns.length > before.turns.length) {
      this.querySelector<MessageListElement>('sf-messages')?.follow();
    }
  }

  private readonly keep = (draft: Draft): void => {
    const kept = { ...draft, atMs: Date.now() };
    this.api?.setState({ draft: kept });
    this.send({ type: 'keep-draft', draft: kept });
  };

  /** The editor's own state is written when the window closes in peace; the host's at once. */
  private restore(): void {
    this.composer()?.restore(newerDraft(this.api?.getState(), this.kept));
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const turnId = this.view?.composer.busyTurnId;
    if (event.key !== 'Escape' || event.isComposing || turnId === undefined) return;
    event.preventDefault();
    this.send({ type: 'chat-cancel', turnId });
  };

  private focusOn(what: 'composer' | 'last-message'): void {
    if (what === 'composer') this.composer()?.focus();
    else this.querySelector<MessageListElement>('sf-messages')?.focusLast();
  }

  /** What the host says right behind a snapshot must find it on the screen. */
  private afterFrame(act: () => void): void {
    if (this.view !== undefined && this.next === undefined) act();
    else requestAnimationFrame(() => void this.updateComplete.then(act));
  }

  private say(text: string | undefined): void {
    const status = this.querySelector('.sf-status');
    if (status !== null && text !== undefined) status.textContent = text;
  }

  private send(message: PanelMessage): void {
    this.api?.postMessage(message);
  }

  private composer(): ComposerElement | null {
    return this.querySelector<ComposerElement>('sf-composer');
  }
}

customElements.define('sf-chat', ChatAppElement);
