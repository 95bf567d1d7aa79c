/*
 * The log: question bubbles and the answers under them, and the button back to the latest line.
 * It follows the end while the reader is there and stays put otherwise. Finished turns are skipped
 * by the browser while out of sight. Not a live region: the status line speaks instead.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AnswerView, ButtonView, TurnView } from '../protocol/index.ts';
import './answer.ts';
import { copyButton } from './answerFooter.ts';
import { icon } from './icon.ts';
import { LightElement } from './lightElement.ts';
import { visibleText } from './markdown/visibleText.ts';
import { sentChips } from './sentChips.ts';
import { StickyScroll } from './stickyScroll.ts';
import { fill, type Words } from './words.ts';

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
  private readonly sticky: StickyScroll;

  constructor() {
    super();
    this.isAway = false;
    this.sticky = new StickyScroll((isAway) => {
      this.isAway = isAway;
    });
  }

  /** Show the end again and follow it. */
  follow(): void {
    this.sticky.follow();
  }

  focusLast(): void {
    const articles = this.querySelectorAll<HTMLElement>('article');
    articles[articles.length - 1]?.focus();
  }

  protected override firstUpdated(): void {
    const log = this.querySelector<HTMLElement>('.sf-log');
    const inner = this.querySelector<HTMLElement>('.sf-log-inner');
    if (log !== null && inner !== null) this.sticky.watch(log, inner);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sticky.stop();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div class="sf-log" role="region" aria-label=${words.conversation} tabindex="0">
        <div class="sf-log-inner">
          ${repeat(
            this.turns,
            ({ turnId }) => turnId,
            (turn) => this.turn(turn),
          )}
        </div>
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

  private turn(turn: TurnView): TemplateResult {
    return html`<div class="sf-turn" data-turn=${turn.turnId}>
      ${this.question(turn)}
      ${repeat(
        turn.answers,
        ({ answerId }) => answerId,
        (answer, index) =>
          html`<sf-answer
            .answer=${answer}
            .turnId=${turn.turnId}
            .isFolded=${isFolded(answer, turn.answers[index + 1])}
            .isContinuation=${isContinuation(answer, turn.answers[index - 1])}
            .isWaiting=${this.waitingTurnId === turn.turnId}
            .copyText=${copyTextOf(turn.answers, index)}
            .words=${this.words}
          ></sf-answer>`,
      )}
    </div>`;
  }

  private question(turn: TurnView): TemplateResult {
    const { turnId, question, version } = turn;
    const { words } = this;
    return html`<article class="sf-question" tabindex="-1" aria-label=${words.you}>
      <div class="sf-question-tools">
        ${this.act(turnId, 'edit', { label: words.edit, action: 'edit-question' })}
        ${copyButton(question, words.copyQuestion, words)}
        ${this.act(turnId, 'trash', { label: words.deleteQuestion, action: 'delete-question' })}
      </div>
      <div class="sf-bubble">
        <div class="sf-asked">${visibleText(question)}</div>
        ${sentChips(turn, words)}
      </div>
      ${version === undefined ? nothing : this.versions(turnId, version)}
    </article>`;
  }

  private versions(turnId: string, version: NonNullable<TurnView['version']>): TemplateResult {
    const { words } = this;
    const { at, of } = version;
    const said = fill(fill(words.version, 'at', `${at}`), 'of', `${of}`);
    const step = (by: '1' | '-1', label: string): ButtonView => ({
      label,
      action: 'show-version',
      args: { step: by },
    });
    return html`<div class="sf-versions" role="group" aria-label=${said}>
      ${this.act(turnId, 'chevron-left', step('-1', words.olderVersion), at <= 1)}
      <span class="sf-muted" aria-hidden="true">${at} / ${of}</span>
      ${this.act(turnId, 'chevron-right', step('1', words.newerVersion), at >= of)}
    </div>`;
  }

  private act(turnId: string, name: string, button: ButtonView, isOff = false): TemplateResult {
    return html`<button
      type="button"
      class="sf-icon-button"
      title=${button.label}
      aria-label=${button.label}
      ?disabled=${isOff}
      @click=${() => this.post({ type: 'action', button, turnId })}
    >
      ${icon(name)}
    </button>`;
  }
}

/** Kept and marked, and somebody else answered the whole question below. */
function isFolded(answer: AnswerView, next: AnswerView | undefined): boolean {
  return answer.state === 'unfinished' && answer.ending !== undefined && next !== undefined;
}

/** Behind a seam, and what stands before it has no ending of its own: the words go on. */
function isContinuation(answer: AnswerView, before: AnswerView | undefined): boolean {
  return answer.seam?.kind === 'seam' && before !== undefined && before.ending === undefined;
}

/** As it is seen: hidden characters as their marks, a continuation with its beginning. */
function copyTextOf(answers: readonly AnswerView[], index: number): string {
  const answer = answers[index];
  if (answer === undefined || answer.state === 'asking' || answer.state === 'streaming') return '';
  const own = answer.blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const before = isContinuation(answer, answers[index - 1]) ? copyTextOf(answers, index - 1) : '';
  return before + visibleText(own.join('\n\n'));
}

customElements.define('sf-messages', MessageListElement);
