/*
 * How an answer says that somebody else speaks now: a seam (one line above it) or a chip (beside
 * the name). *why* opens the decisions, in order.
 * Folded at first; the reader's choice outlives the element.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { SeamView } from '../protocol/index.ts';
import { icon } from './icon.ts';
import { LightElement } from './lightElement.ts';
import type { Folds } from './list/folds.ts';
import { visibleText } from './markdown/visibleText.ts';
import type { Words } from './words.ts';

export class SeamElement extends LightElement {
  static override properties = {
    seam: { attribute: false },
    answerId: { attribute: false },
    folds: { attribute: false },
    words: { attribute: false },
  };
  declare seam: SeamView;
  declare answerId: string;
  declare folds: Folds;
  declare words: Words;

  protected override render(): TemplateResult {
    const { seam } = this;
    return html`${seam.kind === 'seam' ? this.line() : this.chip()}
    ${
      this.isOpen()
        ? html`<ol class="sf-why-list">
            ${seam.why.map((reason) => html`<li>${visibleText(reason)}</li>`)}
          </ol>`
        : nothing
    }`;
  }

  private line(): TemplateResult {
    const sentence = visibleText(this.seam.sentence);
    return html`<div class="sf-seam">
      <span class="sf-dash sf-dash-short"></span>
      <span class="sf-seam-sentence sf-muted" title=${sentence}>${sentence}</span>
      <span class="sf-dash"></span>
      ${
        this.seam.why.length === 0
          ? nothing
          : html`<button
              type="button"
              class="sf-button sf-link sf-why"
              aria-expanded=${this.isOpen() ? 'true' : 'false'}
              @click=${this.toggle}
            >
              ${this.words.why}
            </button>`
      }
    </div>`;
  }

  private chip(): TemplateResult {
    const inside = html`${icon('arrow-swap')}<span>${visibleText(this.seam.sentence)}</span>`;
    if (this.seam.why.length === 0) return html`<span class="sf-chip">${inside}</span>`;
    return html`<button
      type="button"
      class="sf-chip sf-why"
      title=${this.words.why}
      aria-expanded=${this.isOpen() ? 'true' : 'false'}
      @click=${this.toggle}
    >
      ${inside}
    </button>`;
  }

  private isOpen(): boolean {
    return this.folds.isOpen(this.answerId, 'why');
  }

  private readonly toggle = (): void => {
    this.folds.set(this.answerId, 'why', !this.isOpen());
    this.requestUpdate();
  };
}

customElements.define('sf-seam', SeamElement);
