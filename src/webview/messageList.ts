/*
 * The log: turns near what is seen, empty space for all others, and the button back to the latest
 * line. It follows the end while the reader is there and stays put otherwise: the browser's own
 * scroll anchoring keeps the place while heights become known. The last turn, and those that hold
 * the focus, an end of the selection or a match of the search, stay in the page. Not a live region:
 * the status line speaks instead.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TurnView } from '../protocol/index.ts';
import { icon } from './icon.ts';
import { LightElement } from './lightElement.ts';
import { Folds } from './list/folds.ts';
import type { Row } from './list/listRange.ts';
import { ListWindow } from './list/listWindow.ts';
import { RowElements, type RowDrawing } from './list/rowElements.ts';
import { selectedText } from './list/selectedText.ts';
import { turnRow } from './list/turnRow.ts';
import { StickyScroll } from './stickyScroll.ts';
import type { Words } from './words.ts';

export class MessageListElement extends LightElement {
  static override properties = {
    turns: { attribute: false },
    waitingTurnId: { attribute: false },
    words: { attribute: false },
    isAway: { state: true },
  };
  declare turns: readonly TurnView[];
  declare waitingTurnId: string | undefined;
  declare words: Words;
  declare isAway: boolean;
  private readonly window = new ListWindow();
  private readonly elements = new RowElements();
  private readonly folds = new Folds();
  private readonly sticky: StickyScroll;
  /** A match of the search stands in it. */
  private revealedId: string | undefined;
  private frame: number | undefined;

  constructor() {
    super();
    this.isAway = false;
    this.sticky = new StickyScroll({
      onAway: (isAway) => {
        this.isAway = isAway;
      },
      onScroll: () => this.look(),
      // Not while the browser is reporting sizes: it would report without end.
      onGrown: () => {
        this.frame ??= requestAnimationFrame(() => {
          this.frame = undefined;
          this.look();
        });
      },
    });
  }

  /** Show the end again and follow it. */
  follow(): void {
    this.revealedId = undefined;
    this.sticky.follow();
    this.look();
  }

  async focusLast(): Promise<void> {
    const last = this.turns.at(-1);
    if (last === undefined) return;
    const element = await this.reveal(last.turnId);
    const articles = element?.querySelectorAll<HTMLElement>('article');
    const article = articles?.[articles.length - 1];
    if (article === undefined) return;
    article.focus({ preventScroll: true });
    this.bring(article, 'nearest');
  }

  bring(element: Element, block: 'center' | 'nearest'): void {
    this.sticky.bring(element, block);
  }

  /** The element of a turn, with what stands around it; undefined where there is no such turn. */
  async reveal(turnId: string): Promise<HTMLElement | undefined> {
    const index = this.turns.findIndex((turn) => turn.turnId === turnId);
    if (index < 0) return undefined;
    this.revealedId = turnId;
    if (this.window.show(index)) this.requestUpdate();
    await this.updateComplete;
    return this.drawnTurns().find(([, turn]) => turn.turnId === turnId)?.[0];
  }

  /** What is in the page, in order. */
  drawnTurns(): readonly (readonly [HTMLElement, TurnView])[] {
    return this.window.drawn().flatMap(([element, row]) => {
      const turn = row.type === 'turn' ? this.turns[row.index] : undefined;
      return turn === undefined ? [] : [[element, turn] as const];
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('copy', this.copied);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('copy', this.copied);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.sticky.stop();
  }

  protected override firstUpdated(): void {
    const log = this.querySelector<HTMLElement>('.sf-log');
    const inner = this.querySelector<HTMLElement>('.sf-log-inner');
    if (log === null || inner === null) return;
    this.window.watch(log, inner);
    this.sticky.watch(log, inner);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('turns')) this.window.sync(this.turns, this.sticky.isFollowing);
  }

  /** With what its answers hold. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isDone = await super.getUpdateComplete();
    await Promise.all(
      [...this.querySelectorAll<LightElement>('sf-answer')].map((answer) => answer.updateComplete),
    );
    return isDone;
  }

  protected override updated(): void {
    const rows = this.window.nextRows(this.pinned());
    const numbers = numbersOf(this.turns);
    const inner = this.querySelector<HTMLElement>('.sf-log-inner');
    if (inner !== null) {
      this.elements.draw(
        inner,
        rows.map((row) => this.drawing(row, numbers)),
      );
    }
    this.dispatchEvent(new Event('sf-rows', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div class="sf-log" role="region" aria-label=${words.conversation} tabindex="0">
        <div class="sf-log-inner" role="feed"></div>
      </div>
      ${
        this.isAway
          ? html`<button
              type="button"
              class="sf-to-latest"
              title=${words.toLatest}
              aria-label=${words.toLatest}
              @click=${() => this.follow()}
            >
              ${icon('arrow-down')}
            </button>`
          : nothing
      }`;
  }

  private drawing(row: Row, numbers: readonly number[]): RowDrawing {
    if (row.type === 'space') {
      // By what follows: the space above the reader stays the same element.
      const key = `before ${this.turns[row.range.end]?.turnId ?? 'the end'}`;
      return { key, className: 'sf-space', heightPx: row.heightPx };
    }
    const turn = this.turns[row.index];
    if (turn === undefined) throw new RangeError(`There is no turn ${row.index}.`);
    const inside = turnRow({
      turn,
      number: numbers[row.index] ?? 1,
      messageCount: numbers.at(-1) ?? 0,
      isWaiting: this.waitingTurnId === turn.turnId,
      folds: this.folds,
      words: this.words,
    });
    return { key: `turn ${turn.turnId}`, className: 'sf-turn', inside, turnId: turn.turnId };
  }

  /** What must not leave the page; beside the focus, where the keyboard goes next, neither. */
  private pinned(): number[] {
    const { turns } = this;
    const selection = document.getSelection();
    const indexOf = (turnId: string | undefined): number =>
      turnId === undefined ? -1 : turns.findIndex((turn) => turn.turnId === turnId);
    const indexAt = (node: Node | null | undefined): number => {
      const element = node instanceof Element ? node : node?.parentElement;
      const row = element?.closest<HTMLElement>('.sf-turn') ?? undefined;
      return indexOf(row?.dataset['turn']);
    };
    const focused = indexAt(document.activeElement);
    const around = focused < 0 ? [] : [focused - 1, focused, focused + 1];
    const ends =
      selection?.isCollapsed === false ? [selection.anchorNode, selection.focusNode] : [];
    return [turns.length - 1, indexOf(this.revealedId), ...around, ...ends.map(indexAt)];
  }

  private look(): void {
    if (!this.window.look(this.sticky.isFollowing)) return;
    this.requestUpdate();
    if (this.window.isBlank) void this.updateComplete.then(() => this.sticky.hold());
  }

  private readonly copied = (event: ClipboardEvent): void => {
    const selection = document.getSelection();
    if (selection === null || event.target instanceof HTMLTextAreaElement) return;
    const text = selectedText(selection, this.window.drawn(), this.turns);
    if (text === undefined) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
  };
}

/** The number of each turn's question among all messages, and at the end how many there are. */
function numbersOf(turns: readonly TurnView[]): number[] {
  const numbers: number[] = [];
  let number = 1;
  for (const { answers } of turns) {
    numbers.push(number);
    number += 1 + answers.length;
  }
  return [...numbers, number - 1];
}

customElements.define('sf-messages', MessageListElement);
