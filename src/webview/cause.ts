/*
 * Why something did not work: icon, one sentence, one muted line saying what is kept,
 * buttons. Used at the end of an answer and, as a notice, under the strip. Details stay
 * folded.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { CauseView } from '../protocol/index.ts';
import { buttonRow, type ButtonPlace } from './buttons.ts';
import { icon } from './icon.ts';
import { visibleText } from './markdown/visibleText.ts';
import type { Words } from './words.ts';

/** A limit is the person's own: nothing has failed. */
const MONEY: ReadonlySet<string> = new Set(['raise-limit', 'use-local', 'enter-price']);

export function causeBlock(
  cause: CauseView,
  words: Words,
  kind: 'failure' | 'notice',
  place: ButtonPlace = {},
): TemplateResult {
  const isKey = cause.buttons.some(({ action }) => action === 'set-key' || action === 'add-key');
  const isMoney = cause.buttons.some(({ action }) => MONEY.has(action));
  const name = isMoney ? 'credit-card' : isKey ? 'key' : kind === 'notice' ? 'warning' : 'error';
  return html`<div class="sf-cause" role="group" aria-label=${cause.sentence}>
    ${icon(name, kind === 'notice' || isMoney ? 'waiting' : 'failed')}
    <div class="sf-cause-body">
      <p class="sf-cause-sentence">${visibleText(cause.sentence)}</p>
      ${
        cause.kept === undefined
          ? nothing
          : html`<p class="sf-small sf-muted">${visibleText(cause.kept)}</p>`
      }
      ${
        cause.detail === undefined
          ? nothing
          : html`<details class="sf-detail">
              <summary>${words.details}</summary>
              <p>${visibleText(cause.detail)}</p>
            </details>`
      }
      ${buttonRow(cause.buttons, place)}
    </div>
  </div>`;
}
