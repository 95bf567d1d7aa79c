/*
 * The list above the composer that opens on `@` and `/`. States: closed, waiting (asked, nothing
 * yet), open. The field keeps the focus; arrows move, Enter or Tab take, Esc closes until another
 * word is begun. Enter pressed before the answer is there takes the first row once it is.
 * It asks the host and knows nothing of what it offers.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { HostMessage, PanelMessage, SuggestionView } from '../protocol/index.ts';
import { icon } from './icon.ts';
import { CONTEXT_ICONS } from './contextIcons.ts';
import { announce, type LightElement } from './lightElement.ts';
import { mentionAt, type Mention } from './mention.ts';
import { visibleText } from './markdown/visibleText.ts';
import { fill, type Words } from './words.ts';

type ContextFound = Extract<HostMessage, { type: 'context-found' }>;

export type SuggestMenuEvents = {
  readonly post: (message: PanelMessage) => void;
  readonly words: () => Words;
  readonly take: (row: SuggestionView, mention: Mention) => void;
};

/** Beside files a selection looks like lines; attached it is a part of its file. */
const ROW_ICONS = { ...CONTEXT_ICONS, selection: 'list-selection', command: 'terminal' } as const;

const LIST_ID = 'sf-suggestions';
const rowId = (index: number): string => `${LIST_ID}-${index}`;

export class SuggestMenu implements ReactiveController {
  private readonly host: LightElement;
  private readonly events: SuggestMenuEvents;
  private mention: Mention | undefined;
  private found: ContextFound | undefined;
  private seq = 0;
  private active = 0;
  private takesFirst = false;
  /** Where the word stands that was closed with Esc. */
  private closedAt: number | undefined;

  constructor(host: LightElement, events: SuggestMenuEvents) {
    this.host = host;
    this.events = events;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  hostUpdated(): void {
    this.host
      .querySelector('.sf-suggest [aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest' });
  }

  /** After every change of text or caret. */
  follow(text: string, caret: number): void {
    const mention = mentionAt(text, caret);
    if (mention === undefined) {
      this.closedAt = undefined;
      if (this.mention !== undefined) this.close();
      return;
    }
    if (this.closedAt === mention.from) return;
    this.closedAt = undefined;
    const { sigil, words } = mention;
    const isSame = this.mention?.sigil === sigil && this.mention.words === words;
    this.mention = mention;
    if (isSame) return;
    this.seq += 1;
    this.takesFirst = false;
    this.events.post({ type: 'context-search', seq: this.seq, sigil, words });
    this.host.requestUpdate();
  }

  /** Answers to older questions are dropped. */
  receive(found: ContextFound): void {
    if (found.seq !== this.seq || this.mention === undefined) return;
    this.found = found;
    this.active = Math.max(
      0,
      found.items.findIndex(({ isOff }) => isOff !== true),
    );
    const { suggestionCount, nothingFound } = this.events.words();
    const count = found.items.length;
    announce(this.host, count === 0 ? nothingFound : fill(suggestionCount, 'count', `${count}`));
    if (this.takesFirst) this.take(this.active);
    this.host.requestUpdate();
  }

  close(): void {
    this.mention = undefined;
    this.found = undefined;
    this.takesFirst = false;
    this.seq += 1;
    this.host.requestUpdate();
  }

  /** True: the key was the list's. */
  press(event: KeyboardEvent): boolean {
    const { mention } = this;
    if (mention === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    const isWaiting = this.found?.seq !== this.seq;
    const count = this.items().length;
    if (event.key === 'Escape') {
      this.closedAt = mention.from;
      this.close();
      return true;
    }
    if ((event.key === 'Enter' && !event.shiftKey) || (event.key === 'Tab' && !event.shiftKey)) {
      if (isWaiting) this.takesFirst = true;
      else if (count === 0 || !this.take(this.active)) return false;
      return true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || count === 0) return false;
    this.active = (this.active + step + count) % count;
    this.host.requestUpdate();
    return true;
  }

  /** What the field says of the list to screen readers. */
  attributes(): { readonly list: string | undefined; readonly row: string | undefined } {
    if (this.items().length === 0) return { list: undefined, row: undefined };
    return { list: LIST_ID, row: rowId(this.active) };
  }

  render(): TemplateResult | typeof nothing {
    const { found, mention } = this;
    if (mention === undefined || found === undefined) return nothing;
    const { suggestions, nothingFound } = this.events.words();
    // A press must not take the focus from the field.
    const stay = (event: Event): void => event.preventDefault();
    const note = found.items.length === 0 ? nothingFound : found.note;
    return html`<div class="sf-suggest" @mousedown=${stay}>
      <div role="listbox" id=${LIST_ID} aria-label=${suggestions}>
        ${this.items().map((row, index) => this.row(row, index))}
      </div>
      ${note === undefined ? nothing : html`<p class="sf-suggest-note sf-muted">${note}</p>`}
    </div>`;
  }

  private row(row: SuggestionView, index: number): TemplateResult {
    const name = ROW_ICONS[row.icon];
    return html`<div
      role="option"
      id=${rowId(index)}
      class="sf-suggest-row"
      aria-selected=${index === this.active ? 'true' : 'false'}
      aria-disabled=${row.isOff === true ? 'true' : 'false'}
      @click=${() => this.take(index)}
    >
      ${icon(name)}<span class="sf-suggest-label">${visibleText(row.label)}</span>
      ${
        row.detail === undefined
          ? nothing
          : html`<span class="sf-suggest-detail sf-muted">${visibleText(row.detail)}</span>`
      }
    </div>`;
  }

  private items(): readonly SuggestionView[] {
    return this.mention === undefined ? [] : (this.found?.items ?? []);
  }

  private take(index: number): boolean {
    const row = this.items()[index];
    const { mention } = this;
    if (row === undefined || mention === undefined || row.isOff === true)
      return row?.isOff === true;
    this.close();
    this.events.take(row, mention);
    return true;
  }
}
