/*
 * What stands in one turn of the list: the question in its bubble with what can be done with it,
 * and the answers under it. `number` is that of its question among all messages, so that a screen
 * reader can say where it is although most messages are not in the page.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AnswerView, ButtonView, TurnView } from '../../protocol/index.ts';
import '../answer.ts';
import { copyButton } from '../answerFooter.ts';
import { icon } from '../icon.ts';
import { post } from '../lightElement.ts';
import { visibleText } from '../markdown/visibleText.ts';
import { queuedLine } from '../queuedLine.ts';
import { sentChips } from '../sentChips.ts';
import { fill, type Words } from '../words.ts';
import { begunAbove, goesOnBelow } from './atSeams.ts';
import { copyTextOf, isContinuation } from './copyText.ts';
import type { Folds } from './folds.ts';

export type TurnRow = {
  readonly turn: TurnView;
  /** Counted from one. */
  readonly number: number;
  readonly messageCount: number;
  readonly isWaiting: boolean;
  readonly folds: Folds;
  readonly words: Words;
};

export function turnRow(row: TurnRow): TemplateResult {
  const { turn, words } = row;
  return html`${question(row)}
  ${repeat(
    turn.answers,
    ({ answerId }) => answerId,
    (answer, index) =>
      html`<sf-answer
        .answer=${answer}
        .turnId=${turn.turnId}
        .number=${row.number + 1 + index}
        .messageCount=${row.messageCount}
        .isFolded=${isFolded(answer, turn.answers[index + 1])}
        .isContinuation=${isContinuation(answer, turn.answers[index - 1])}
        .begun=${begunAbove(turn.answers, index)}
        .goesOn=${goesOnBelow(turn.answers, index)}
        .isWaiting=${row.isWaiting}
        .copyText=${copyTextOf(turn.answers, index)}
        .folds=${row.folds}
        .words=${words}
      ></sf-answer>`,
  )}`;
}

function question({ turn, number, messageCount, words }: TurnRow): TemplateResult {
  const { turnId, question: asked, version, queued } = turn;
  return html`<article
    class="sf-question ${queued === undefined ? '' : 'sf-unsent'}"
    tabindex="-1"
    aria-label=${words.you}
    aria-posinset=${number}
    aria-setsize=${messageCount}
  >
    <div class="sf-question-tools">
      ${act(turnId, 'edit', { label: words.edit, action: 'edit-question' })}
      ${copyButton(asked, words.copyQuestion, words)}
      ${act(turnId, 'trash', { label: words.deleteQuestion, action: 'delete-question' })}
    </div>
    <div class="sf-bubble">
      <div class="sf-asked">${visibleText(asked)}</div>
      ${sentChips(turn, words)}
    </div>
    ${version === undefined ? nothing : versions(turnId, version, words)}
    ${queued === undefined ? nothing : queuedLine(queued, turnId)}
  </article>`;
}

function versions(
  turnId: string,
  { at, of }: NonNullable<TurnView['version']>,
  words: Words,
): TemplateResult {
  const said = fill(fill(words.version, 'at', `${at}`), 'of', `${of}`);
  const step = (by: '1' | '-1', label: string): ButtonView => ({
    label,
    action: 'show-version',
    args: { step: by },
  });
  return html`<div class="sf-versions" role="group" aria-label=${said}>
    ${act(turnId, 'chevron-left', step('-1', words.olderVersion), at <= 1)}
    <span class="sf-muted" aria-hidden="true">${at} / ${of}</span>
    ${act(turnId, 'chevron-right', step('1', words.newerVersion), at >= of)}
  </div>`;
}

function act(turnId: string, name: string, button: ButtonView, isOff = false): TemplateResult {
  return html`<button
    type="button"
    class="sf-icon-button"
    title=${button.label}
    aria-label=${button.label}
    ?disabled=${isOff}
    @click=${(event: Event) =>
      post(event.currentTarget as HTMLElement, { type: 'action', button, turnId })}
  >
    ${icon(name)}
  </button>`;
}

/** Kept and marked, and somebody else answered the whole question below. */
function isFolded(answer: AnswerView, next: AnswerView | undefined): boolean {
  return answer.state === 'unfinished' && answer.ending !== undefined && next !== undefined;
}
