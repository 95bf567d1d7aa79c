/*
 * Under a question that is not sent yet, or may have been: clock, what becomes of it, ways out.
 * Where the person is asked, one filled button and a second line that says why; else the quiet
 * ones. The host says the sentences and names the buttons.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ButtonView, QueuedView } from '../protocol/index.ts';
import { actionButton } from './buttons.ts';
import { icon } from './icon.ts';
import { visibleText } from './markdown/visibleText.ts';

export function queuedLine(queued: QueuedView, turnId: string): TemplateResult {
  const { state, sentence, detail, buttons } = queued;
  const look = (button: ButtonView): 'primary' | 'ghost' =>
    button.primary === true ? 'primary' : 'ghost';
  return html`<div
    class="sf-queued ${detail === undefined ? '' : 'sf-queued-asks'}"
    data-state=${state}
    role="group"
    aria-label=${sentence}
  >
    ${icon(state === 'doubtful' ? 'question' : 'clockface', 'waiting')}
    <div class="sf-queued-said">
      <p>${visibleText(sentence)}</p>
      ${
        detail === undefined
          ? nothing
          : html`<p class="sf-small sf-muted">${visibleText(detail)}</p>`
      }
    </div>
    <span class="sf-queued-buttons">
      ${buttons.map((button) => actionButton(button, look(button), { turnId }))}
    </span>
  </div>`;
}
