/*
 * Search in the conversation: a field, the count, next and previous, close. Matches are painted
 * with the CSS Custom Highlight API, so no node of an answer is touched. What is folded opens when
 * the match stands in it. While an answer grows the matches follow, and the place is kept.
 */
import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';
import { LightElement } from '../lightElement.ts';
import { fill, type Words } from '../words.ts';
import { MATCHES_MAX } from './findMatches.ts';
import { findRanges } from './findRanges.ts';

/** How often the matches follow a growing answer. */
const FOLLOW_MS = 250;

export class FindBarElement extends LightElement {
  static override properties = {
    words: { attribute: false },
    log: { attribute: false },
    close: { attribute: false },
    wanted: { state: true },
    ranges: { state: true },
    at: { state: true },
  };
  declare words: Words;
  /** Where to look; asked for anew each time. */
  declare log: () => HTMLElement | null;
  declare close: () => void;
  declare wanted: string;
  declare ranges: readonly Range[];
  declare at: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.wanted = '';
    this.ranges = [];
    this.at = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    CSS.highlights.delete('sf-found');
    CSS.highlights.delete('sf-found-here');
  }

  override focus(): void {
    this.querySelector('input')?.select();
  }

  /** The log changed: look again soon, without moving the reader. */
  follow(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.look();
    }, FOLLOW_MS);
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div class="sf-find" role="search" @keydown=${this.pressed}>
      <input
        class="sf-find-field"
        type="text"
        spellcheck="false"
        aria-label=${words.find}
        placeholder=${words.find}
        .value=${this.wanted}
        @input=${this.typed}
      />
      <span class="sf-find-count sf-muted" role="status">${this.count()}</span>
      ${this.button('arrow-up', words.findPrevious, () => this.step(-1))}
      ${this.button('arrow-down', words.findNext, () => this.step(1))}
      ${this.button('close', words.findClose, () => this.close())}
    </div>`;
  }

  private button(name: string, label: string, press: () => void): TemplateResult {
    const isStep = name !== 'close';
    return html`<button
      type="button"
      class="sf-icon-button"
      title=${label}
      aria-label=${label}
      ?disabled=${isStep && this.ranges.length === 0}
      @click=${press}
    >
      ${icon(name)}
    </button>`;
  }

  private count(): string {
    if (this.wanted === '') return '';
    if (this.ranges.length === 0) return this.words.findNone;
    const of = this.ranges.length < MATCHES_MAX ? `${this.ranges.length}` : `${MATCHES_MAX}+`;
    return fill(fill(this.words.findCount, 'at', `${this.at + 1}`), 'of', of);
  }

  private readonly typed = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value;
    this.at = 0;
    this.look();
    this.show();
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      this.step(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private step(by: 1 | -1): void {
    this.look();
    const { length } = this.ranges;
    if (length === 0) return;
    this.at = (this.at + by + length) % length;
    this.paint();
    this.show();
  }

  private look(): void {
    const log = this.log();
    this.ranges = log === null ? [] : findRanges(log, this.wanted);
    this.at = Math.min(this.at, Math.max(0, this.ranges.length - 1));
    this.paint();
  }

  private paint(): void {
    CSS.highlights.set('sf-found', new Highlight(...this.ranges));
    const here = this.ranges[this.at];
    const current = new Highlight(...(here === undefined ? [] : [here]));
    current.priority = 1;
    CSS.highlights.set('sf-found-here', current);
  }

  private show(): void {
    const element = this.ranges[this.at]?.startContainer.parentElement;
    if (element === null || element === undefined) return;
    for (let fold = element.closest('details'); fold !== null;) {
      fold.open = true;
      fold = fold.parentElement?.closest('details') ?? null;
    }
    element.closest('.sf-folded')?.dispatchEvent(new CustomEvent('sf-unfold', { bubbles: true }));
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
  }
}

customElements.define('sf-find', FindBarElement);
