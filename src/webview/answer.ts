/*
 * One answer, without box or picture: seam, name with its tags, blocks, ending, cause, footer.
 * A fragment that somebody else answered anew is folded to a few lines; nothing of it is lost.
 * The header names who began: a continuation behind a seam has no header of its own.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AnswerView } from '../protocol/index.ts';
import { answerBlocks, type AtSeams } from './answerBlocks.ts';
import { buttonRow } from './buttons.ts';
import { answerFooter, copyButton } from './answerFooter.ts';
import { causeBlock } from './cause.ts';
import { icon } from './icon.ts';
import { pastAnswers, storedChip, storedLine } from './earlierAnswers.ts';
import { LightElement } from './lightElement.ts';
import type { Folds } from './list/folds.ts';
import { visibleText } from './markdown/visibleText.ts';
import './seam.ts';
import { fill, type Words } from './words.ts';

export class AnswerElement extends LightElement {
  static override properties = {
    answer: { attribute: false },
    turnId: { attribute: false },
    number: { attribute: false },
    messageCount: { attribute: false },
    isFolded: { attribute: false },
    isContinuation: { attribute: false },
    begun: { attribute: false },
    goesOn: { attribute: false },
    isWaiting: { attribute: false },
    copyText: { attribute: false },
    folds: { attribute: false },
    words: { attribute: false },
    isClipped: { state: true },
  };
  declare answer: AnswerView;
  declare turnId: string;
  /** Among all messages of the conversation, counted from one. */
  declare number: number;
  declare messageCount: number;
  declare isFolded: boolean;
  declare isContinuation: boolean;
  declare begun: AtSeams['begun'];
  declare goesOn: boolean;
  /** The waiting bar speaks for this turn: no second word about waiting. */
  declare isWaiting: boolean;
  /** What *copy* takes: with what stands before a seam, if this goes on from there. */
  declare copyText: string;
  declare folds: Folds;
  declare words: Words;
  declare isClipped: boolean;

  constructor() {
    super();
    this.isClipped = false;
    // A match of the search stands in what is folded.
    this.addEventListener('sf-unfold', () => this.unfold(true));
  }

  protected override render(): TemplateResult {
    const { answer, words } = this;
    const who = answer.who === undefined ? undefined : visibleText(answer.who.name);
    const label = who === undefined ? words.answerPending : fill(words.answerFrom, 'name', who);
    const isFolded = this.isFolded && !this.isUnfolded();
    return html`<article
      class="sf-answer"
      data-answer=${answer.answerId}
      data-state=${answer.state}
      tabindex="-1"
      aria-label=${label}
      aria-posinset=${this.number}
      aria-setsize=${this.messageCount}
    >
      ${answer.seam?.kind === 'seam' ? this.seam(answer.seam) : nothing}
      ${this.isContinuation ? nothing : this.header(who)}
      ${answer.stored === undefined ? nothing : storedLine(answer.stored)}
      <div
        class="sf-blocks ${isFolded ? 'sf-folded' : ''} ${this.isFolded || answer.stored !== undefined ? 'sf-fragment' : ''}"
      >
        ${answerBlocks(answer, this, this.folds, words)}
      </div>
      ${
        answer.stored === undefined
          ? nothing
          : (buttonRow(answer.stored.buttons, this.place()) ?? nothing)
      }
      ${this.ending()}
      ${
        answer.cause === undefined
          ? nothing
          : causeBlock(answer.cause, words, 'failure', this.place())
      }
      ${answer.past === undefined ? nothing : pastAnswers(answer.past, words)}
      ${
        answer.notice === undefined
          ? nothing
          : causeBlock(answer.notice, words, 'notice', this.place())
      }
      ${answerFooter(answer, this.turnId, this.copyText, words)}
    </article>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.isFolded || !(changed.has('isFolded') || changed.has('answer'))) return;
    const blocks = this.querySelector('.sf-folded');
    if (blocks !== null) this.isClipped = blocks.scrollHeight > blocks.clientHeight + 1;
  }

  private isUnfolded(): boolean {
    return this.folds.isOpen(this.answer.answerId, 'fragment');
  }

  private unfold(isUnfolded: boolean): void {
    this.folds.set(this.answer.answerId, 'fragment', isUnfolded);
    this.requestUpdate();
  }

  private place(): { turnId: string; answerId: string } {
    return { turnId: this.turnId, answerId: this.answer.answerId };
  }

  private seam(seam: AnswerView['seam']): TemplateResult {
    const { answer, folds, words } = this;
    return html`<sf-seam
      .seam=${seam}
      .answerId=${answer.answerId}
      .folds=${folds}
      .words=${words}
    ></sf-seam>`;
  }

  private header(who: string | undefined): TemplateResult {
    const { answer, words } = this;
    const isQuiet = answer.state !== 'asking' || this.isWaiting;
    // Who will answer in the end is open again: the waiting bar says whom it is waiting for.
    if (answer.state === 'asking' && this.isWaiting && answer.seam !== undefined) return html``;
    return html`<header class="sf-answer-head">
      ${who === undefined ? nothing : html`<h2 class="sf-who">${who}</h2>`}
      ${
        answer.who?.simulated === true
          ? html`<span class="sf-chip">${icon('beaker')}<span>${words.simulated}</span></span>`
          : nothing
      }
      ${answer.seam?.kind === 'chip' ? this.seam(answer.seam) : nothing}
      ${answer.stored === undefined ? nothing : storedChip(answer.stored)}
      ${
        isQuiet
          ? nothing
          : html`<span class="sf-asking sf-muted">${icon('loading')}${words.asking}</span>`
      }
    </header>`;
  }

  /** An ended answer without facts has no footer to copy from. */
  private hasOwnCopy(): boolean {
    const { footer, buttons = [] } = this.answer;
    return footer.length === 0 && buttons.length === 0 && this.copyText !== '';
  }

  private ending(): TemplateResult | typeof nothing {
    const { words } = this;
    const { ending } = this.answer;
    const hasCopy = ending !== undefined && this.hasOwnCopy();
    if (ending === undefined && !this.isClipped) return nothing;
    return html`<p class="sf-ending sf-muted">
      ${ending === undefined ? nothing : html`${icon('circle-slash')}<span>${ending}</span>`}
      ${this.isClipped ? this.unfoldButton() : nothing}
      ${hasCopy ? copyButton(this.copyText, words.copyAnswer, words) : nothing}
    </p>`;
  }

  private unfoldButton(): TemplateResult {
    return html`<button
      type="button"
      class="sf-button sf-link"
      aria-expanded=${this.isUnfolded() ? 'true' : 'false'}
      @click=${() => this.unfold(!this.isUnfolded())}
    >
      ${this.isUnfolded() ? this.words.showLess : this.words.showAll}
    </button>`;
  }
}

customElements.define('sf-answer', AnswerElement);
