/*
 * Where a question is written. Enter sends, Shift+Enter breaks the line, ↑ in an empty field brings
 * the last question back; keys that belong to an input method are left alone. Send becomes Stop
 * while a turn is under way. Promise: what is typed is never cleared here: `draft.ts` decides,
 * after the host has shown it.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ButtonView, ComposerView, TurnView } from '../protocol/index.ts';
import { editedDraft, joinedDraft, noDraft, sentDraft, settledDraft, type Draft } from './draft.ts';
import { icon } from './icon.ts';
import { LightElement } from './lightElement.ts';
import { visibleText } from './markdown/visibleText.ts';
import type { Words } from './words.ts';

/** How long typing may rest unsaved. */
const SAVE_MS = 150;

export class ComposerElement extends LightElement {
  static override properties = {
    composer: { attribute: false },
    turns: { attribute: false },
    words: { attribute: false },
    keep: { attribute: false },
    draft: { state: true },
  };
  declare composer: ComposerView;
  declare turns: readonly TurnView[];
  declare words: Words;
  /** Puts the draft where a reload finds it. */
  declare keep: (draft: Draft) => void;
  declare draft: Draft;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.draft = noDraft;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this.save);
    addEventListener('blur', this.save);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.save);
    removeEventListener('blur', this.save);
    this.save();
  }

  override focus(): void {
    this.field()?.focus();
  }

  /** Text from the host: an edited question, or one that could not be sent. */
  take(text: string): void {
    this.change(joinedDraft(this.draft, text));
    void this.updateComplete.then(() => this.focus());
  }

  /** Edit a question: it is asked in the place of the old one. */
  edit(turnId: string): void {
    const turn = this.turns.find((other) => other.turnId === turnId);
    if (turn === undefined) return;
    this.change(editedDraft(this.draft, turn));
    void this.updateComplete.then(() => this.focus());
  }

  /** True: there was something to leave. */
  cancelEdit(): boolean {
    const { edits } = this.draft;
    if (edits === undefined) return false;
    this.change({ text: edits.before });
    this.focus();
    return true;
  }

  /** What was kept before a reload; what its turn already shows is not brought back. */
  restore(draft: Draft): void {
    this.draft = draft;
    const settled = settledDraft(draft, this.turns);
    if (settled !== draft) this.change(settled);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('turns')) return;
    const settled = settledDraft(this.draft, this.turns);
    if (settled !== this.draft) this.change(settled);
  }

  protected override render(): TemplateResult {
    const { composer, words, draft } = this;
    return html`${composer.suggestions.length === 0 ? nothing : this.suggestions()}
      <div class="sf-composer">
        ${draft.edits === undefined ? nothing : this.editing()}
        <textarea
          class="sf-field"
          rows="1"
          aria-label=${words.message}
          placeholder=${composer.placeholder}
          .value=${draft.text}
          @input=${this.typed}
          @keydown=${this.pressed}
        ></textarea>
        <div class="sf-composer-row">
          ${this.modelButton()} ${composer.busyTurnId === undefined ? nothing : this.stopButton()}
          ${this.isAsking() ? nothing : this.sendButton()}
        </div>
      </div>`;
  }

  /** Who will be asked; pressed, it opens the list of models. */
  private modelButton(): TemplateResult {
    const { bound, who } = this.composer;
    const label = bound === undefined ? who : `${bound} · ${who}`;
    const button: ButtonView = { label, action: 'choose-model' };
    return html`<button
      type="button"
      class="sf-model"
      title=${label}
      aria-label="${this.words.chooseModel}: ${label}"
      aria-haspopup="dialog"
      @click=${() => this.post({ type: 'action', button })}
    >
      ${bound === undefined ? nothing : icon('lock')}<span class="sf-composer-who"
        >${visibleText(label)}</span
      >${icon('chevron-down')}
    </button>`;
  }

  private suggestions(): TemplateResult {
    return html`<div class="sf-suggestions">
      ${this.composer.suggestions.map(
        ({ label, question, button }) =>
          html`<button
            type="button"
            class="sf-button sf-secondary sf-suggestion"
            ?disabled=${!this.mayAsk()}
            title=${question}
            @click=${() => (button === undefined ? this.suggest(question) : this.press(button))}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  private sendButton(): TemplateResult {
    const { words } = this;
    return html`<button
      type="button"
      class="sf-icon-button sf-send"
      title=${words.send}
      aria-label=${words.send}
      ?disabled=${!this.maySend()}
      @click=${() => this.send()}
    >
      ${icon('arrow-up')}
    </button>`;
  }

  private stopButton(): TemplateResult {
    const { words } = this;
    return html`<button
      type="button"
      class="sf-icon-button sf-stop"
      title=${words.stop}
      aria-label=${words.stop}
      @click=${() => this.stop()}
    >
      ${icon('stop-circle')}
    </button>`;
  }

  private editing(): TemplateResult {
    const { words } = this;
    return html`<div class="sf-editing sf-muted">
      ${icon('edit')}<span>${words.editing}</span>
      <button
        type="button"
        class="sf-icon-button"
        title=${words.cancelEdit}
        aria-label=${words.cancelEdit}
        @click=${() => this.cancelEdit()}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  /** Under way, and not about to be asked otherwise: an edit stops it first. */
  private isAsking(): boolean {
    return this.composer.busyTurnId !== undefined && this.draft.edits === undefined;
  }

  private mayAsk(): boolean {
    return this.composer.canSend && this.composer.busyTurnId === undefined;
  }

  private maySend(): boolean {
    return this.composer.canSend && !this.isAsking() && this.draft.text.trim() !== '';
  }

  private send(): void {
    if (!this.maySend()) return;
    const sent = sentDraft(this.draft, this.turns, () => crypto.randomUUID());
    this.change(sent);
    this.save();
    const { clientId, text } = sent.pending;
    const { edits } = sent;
    if (edits === undefined) this.post({ type: 'chat-send', clientId, text });
    else this.post({ type: 'chat-resend', clientId, turnId: edits.turnId, text });
    this.focus();
  }

  /** A suggestion is asked at once when nothing is typed; otherwise it joins what is typed. */
  private suggest(question: string): void {
    const isEmpty = this.draft.text.trim() === '';
    this.change(joinedDraft(this.draft, question));
    if (isEmpty) this.send();
    else this.focus();
  }

  /** The host asks; what is typed stays typed. */
  private press(button: ButtonView): void {
    this.post({ type: 'action', button });
    this.focus();
  }

  private stop(): void {
    const turnId = this.composer.busyTurnId;
    if (turnId !== undefined) this.post({ type: 'chat-cancel', turnId });
  }

  private readonly typed = (event: Event): void => {
    this.change({ ...this.draft, text: (event.target as HTMLTextAreaElement).value });
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    // The Enter that ends a word of an input method is not ours.
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'ArrowUp' && this.draft.text === '') {
      const last = this.turns.at(-1);
      if (last === undefined) return;
      event.preventDefault();
      this.change({ text: last.question });
    }
  };

  private change(draft: Draft): void {
    this.draft = draft;
    this.timer ??= setTimeout(this.save, SAVE_MS);
  }

  private readonly save = (): void => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.keep(this.draft);
  };

  private field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }
}

customElements.define('sf-composer', ComposerElement);
