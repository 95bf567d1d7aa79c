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
import './find/findBar.ts';
import type { FindBarElement } from './find/findBar.ts';
import { LightElement } from './lightElement.ts';
import './messageList.ts';
import type { MessageListElement } from './messageList.ts';
import { offerBar } from './offerBar.ts';
import { createPanelLink, type ContextMessage, type FocusPlace } from './panelLink.ts';
import './strip.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import './waitBar.ts';
import { english, wordsFrom, type Words } from './words.ts';

/** A hidden page gets no animation frames; the host must not wait for it for ever. */
const HIDDEN_FRAME_MS = 250;

export class ChatAppElement extends LightElement {
  static override properties = {
    view: { state: true },
    words: { state: true },
    isFinding: { state: true },
  };
  declare view: ChatView | undefined;
  declare words: Words;
  declare isFinding: boolean;
  api: VsCodeApi | undefined;
  private next: { view: ChatView; seq: number | undefined } | undefined;
  private kept: unknown;
  private page: string | undefined;
  private draft: Draft | undefined;
  private cancelFrame: (() => void) | undefined;

  constructor() {
    super();
    this.words = english;
    this.isFinding = false;
  }

  start(api: VsCodeApi): void {
    this.api = api;
    const link = createPanelLink((message) => this.send(message), {
      onView: (view, seq) => this.schedule(view, seq),
      onPage: (page) => {
        this.page = page;
      },
      onDraftKept: (draft) => {
        this.kept = draft;
      },
      onStrings: (strings) => {
        this.words = wordsFrom(strings);
      },
      onFocus: (what) => this.afterFrame(() => this.focusOn(what)),
      onContext: (message) => this.afterFrame(() => this.goesWith(message)),
    });
    addEventListener('message', (event: MessageEvent<unknown>) => link.receive(event.data));
    addEventListener('keydown', this.pressed);
    addEventListener('focus', () => this.send({ type: 'used' }));
    // Before the editor hears of it: it would look for something else.
    document.addEventListener('keydown', this.findPressed, { capture: true });
    this.addEventListener('sf-post', (event) =>
      this.pass((event as CustomEvent<PanelMessage>).detail),
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
      ${this.isFinding && !isEmpty ? this.findBar() : nothing}
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
        ${view.offers.map(offerBar)}
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
    if (before?.conversationId !== next.view.conversationId) this.remember();
    if (before !== undefined && next.seq !== undefined)
      this.say(announcement(before, next.view, this.words));
    if (before !== undefined && isNewEnd(before, next.view)) this.messages()?.follow();
    this.querySelector<FindBarElement>('sf-find')?.follow();
  }

  private findBar(): TemplateResult {
    const list = (): MessageListElement | null => this.messages();
    const close = (): void => {
      this.isFinding = false;
      this.querySelector<HTMLElement>('.sf-log')?.focus();
    };
    return html`<sf-find .words=${this.words} .list=${list} .close=${close}></sf-find>`;
  }

  private find(): void {
    this.isFinding = true;
    void this.updateComplete.then(() => this.querySelector<FindBarElement>('sf-find')?.focus());
  }

  private readonly findPressed = (event: KeyboardEvent): void => {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isFind || event.key.toLowerCase() !== 'f') return;
    event.preventDefault();
    event.stopPropagation();
    this.find();
  };

  /** Editing begins here; all else is the host's to do. */
  private pass(message: PanelMessage): void {
    const isEdit = message.type === 'action' && message.button.action === 'edit-question';
    if (isEdit) this.composer()?.edit(message.turnId ?? '');
    else this.send(message);
  }

  private readonly keep = (draft: Draft): void => {
    const kept = { ...draft, atMs: Date.now() };
    this.draft = kept;
    this.remember();
    this.send({ type: 'keep-draft', draft: kept });
  };

  /** What brings this page back after a reload of the window; of a private chat no word. */
  private remember(): void {
    const { page, view, draft } = this;
    const isPrivate = view?.isPrivate === true;
    const { conversationId } = view ?? {};
    this.api?.setState({ page, conversationId, isPrivate, ...(isPrivate ? {} : { draft }) });
  }

  /** The editor's own state is written when the window closes in peace; the host's at once. */
  private restore(): void {
    this.draft = newerDraft(this.api?.getState(), this.kept);
    this.composer()?.restore(this.draft);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const turnId = this.view?.composer.busyTurnId;
    if (isStray(event)) this.composer()?.focus();
    if (event.key !== 'Escape' || event.isComposing) return;
    if (this.composer()?.cancelEdit() === true) event.preventDefault();
    else if (turnId !== undefined) {
      event.preventDefault();
      this.send({ type: 'chat-cancel', turnId });
    }
  };

  private goesWith(message: ContextMessage): void {
    const composer = this.composer();
    if (composer === null) return;
    if (message.type === 'context') composer.context = message.context;
    else if (message.type === 'chips') composer.attach(message);
    else composer.menu.receive(message);
  }

  private focusOn(what: FocusPlace): void {
    if (what === 'composer') this.composer()?.focus();
    else if (what === 'find') this.find();
    else void this.messages()?.focusLast();
  }

  private messages(): MessageListElement | null {
    return this.querySelector<MessageListElement>('sf-messages');
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

/** A question that was not there before stands at the end, or it is another conversation. */
function isNewEnd(before: ChatView, now: ChatView): boolean {
  if (now.conversationId !== before.conversationId) return true;
  const last = now.turns.at(-1)?.turnId;
  const isOpen = last !== undefined && last === now.composer.busyTurnId;
  return now.turns.length > before.turns.length || (isOpen && before.turns.at(-1)?.turnId !== last);
}

/** A letter typed where nothing has the focus; it goes to whatever gets the focus now. */
function isStray({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  const isLetter = key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey;
  return isLetter && document.activeElement === document.body;
}

customElements.define('sf-chat', ChatAppElement);
