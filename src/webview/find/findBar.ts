/*
 * Search in the conversation: a field, the count, next and previous, close. All turns are
 * searched, also those that are not in the page; matches in the page are painted with the CSS
 * Custom Highlight API, so no node of an answer is touched. What is folded opens when the match
 * stands in it. While the conversation grows the matches follow, and the place is kept.
 */
import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';
import { LightElement } from '../lightElement.ts';
import type { MarkdownElement } from '../markdown/markdownElement.ts';
import type { MessageListElement } from '../messageList.ts';
import { fill, type Words } from '../words.ts';
import { ConversationSearch } from './conversationSearch.ts';
import { ordinalOf, placeAt, stepped, totalOf, type Found, type FoundPlace } from './findCounts.ts';
import { MATCHES_MAX } from './findMatches.ts';
import { findRanges } from './findRanges.ts';

/** How often the matches follow a growing answer. */
const FOLLOW_MS = 250;

export class FindBarElement extends LightElement {
  static override properties = {
    words: { attribute: false },
    list: { attribute: false },
    close: { attribute: false },
    wanted: { state: true },
    found: { state: true },
    place: { state: true },
  };
  declare words: Words;
  /** Where to look; asked for anew each time. */
  declare list: () => MessageListElement | null;
  declare close: () => void;
  declare wanted: string;
  declare found: readonly Found[];
  declare place: FoundPlace | undefined;
  private readonly search = new ConversationSearch();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame: number | undefined;
  private isLooking = false;

  constructor() {
    super();
    this.wanted = '';
    this.found = [];
    this.place = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('sf-rows', this.rowsChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('sf-rows', this.rowsChanged);
    this.search.stop();
    clearTimeout(this.timer);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    CSS.highlights.delete('sf-found');
    CSS.highlights.delete('sf-found-here');
  }

  override focus(): void {
    this.querySelector('input')?.select();
  }

  /** The conversation changed: look again soon, without moving the reader. */
  follow(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.look(() => this.paint());
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
      ?disabled=${isStep && this.found.length === 0}
      @click=${press}
    >
      ${icon(name)}
    </button>`;
  }

  private count(): string {
    if (this.wanted === '') return '';
    const total = totalOf(this.found);
    if (total === 0) return this.isLooking ? '' : this.words.findNone;
    const of = total < MATCHES_MAX ? `${total}` : `${MATCHES_MAX}+`;
    const at = `${ordinalOf(this.found, this.place)}`;
    return fill(fill(this.words.findCount, 'at', at), 'of', of);
  }

  private readonly typed = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value;
    this.place = undefined;
    this.found = [];
    this.look(() => void this.show());
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
    this.place = stepped(this.found, this.place, by);
    void this.show();
  }

  /** `first` is done as soon as there is a place to be at. */
  private look(first: () => void): void {
    const list = this.list();
    if (list === null) return;
    const drawn = new Map(
      list
        .drawnTurns()
        .filter(([element]) => textsOf(element).every(({ isWhole }) => isWhole))
        .map(([element, { turnId }]) => [turnId, element]),
    );
    const { wanted, words } = this;
    let isPlaced = false;
    this.isLooking = true;
    this.search.look({ turns: list.turns, drawn, wanted, words }, (found, isAll) => {
      this.isLooking = !isAll;
      // Half of a second look is not shown in the place of the whole first one.
      if (isAll || found.length >= this.found.length) this.found = found;
      if (isAll && ordinalOf(found, this.place) === 0) this.place = placeAt(found, 1);
      else this.place ??= placeAt(found, 1);
      if (isAll) this.requestUpdate();
      if (isPlaced || (this.place === undefined && !isAll)) return;
      isPlaced = true;
      first();
    });
  }

  private readonly rowsChanged = (): void => {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.paint();
    });
  };

  /** Marks what is in the page; returns the match that the reader is at, if it is there. */
  private paint(): Range | undefined {
    const ranges: Range[] = [];
    let here: Range | undefined;
    for (const [element, { turnId }] of this.list()?.drawnTurns() ?? []) {
      const own = findRanges(element, this.wanted);
      ranges.push(...own);
      // The last one where it now holds fewer.
      if (turnId === this.place?.turnId) here = own[this.place.nth] ?? own.at(-1);
    }
    CSS.highlights.set('sf-found', new Highlight(...ranges));
    const current = new Highlight(...(here === undefined ? [] : [here]));
    current.priority = 1;
    CSS.highlights.set('sf-found-here', current);
    return here;
  }

  private async show(): Promise<void> {
    const { place } = this;
    const turn = place === undefined ? undefined : await this.list()?.reveal(place.turnId);
    // Which of its matches it is can be seen when all of them are there.
    if (turn !== undefined) await Promise.all(textsOf(turn).map(({ whole }) => whole));
    if (this.place !== place) return;
    const element = this.paint()?.startContainer.parentElement;
    if (element === null || element === undefined) return;
    for (let fold = element.closest('details'); fold !== null;) {
      fold.open = true;
      fold = fold.parentElement?.closest('details') ?? null;
    }
    element.closest('.sf-folded')?.dispatchEvent(new CustomEvent('sf-unfold', { bubbles: true }));
    this.list()?.bring(element, 'center');
  }
}

function textsOf(turn: HTMLElement): MarkdownElement[] {
  return [...turn.querySelectorAll<MarkdownElement>('sf-markdown')];
}

customElements.define('sf-find', FindBarElement);
