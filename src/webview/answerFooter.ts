/*
 * The line under an ended answer: facts from the host, the link to the
 * receipt, copy, ask again. Receipt and ask again appear only when the host
 * offers them.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerView, ButtonView } from '../protocol/index.ts';
import { actionButton } from './buttons.ts';
import { icon } from './icon.ts';
import { announce, post } from './lightElement.ts';
import { visibleText } from './markdown/visibleText.ts';
import type { Words } from './words.ts';

const ICONS: Partial<Record<ButtonView['action'], string>> = {
  retry: 'refresh',
  'ask-another': 'arrow-swap',
};

export function answerFooter(
  answer: AnswerView,
  turnId: string,
  copyText: string,
  words: Words,
): TemplateResult | typeof nothing {
  if (answer.state === 'asking' || answer.state === 'streaming') return nothing;
  const place = { turnId, answerId: answer.answerId };
  const buttons = answer.buttons ?? [];
  const links = buttons.filter(({ action }) => ICONS[action] === undefined);
  if (buttons.length === 0 && answer.footer.length === 0) return nothing;
  return html`<footer class="sf-footer">
    <ul class="sf-facts sf-muted">
      ${answer.footer.map(factItem)}
      ${links.map((button) => html`<li>${actionButton(button, 'link', place)}</li>`)}
    </ul>
    ${copyText === '' ? nothing : copyButton(copyText, words.copyAnswer, words)}
    ${buttons.map((button) => iconButton(button, place))}
  </footer>`;
}

/** A bare figure is enough for the eye; its hint is spoken, and shown when pointed at. */
function factItem({ text, hint }: AnswerView['footer'][number]): TemplateResult {
  if (hint === undefined) return html`<li>${visibleText(text)}</li>`;
  const figure = html`<span aria-hidden="true">${visibleText(text)}</span>`;
  const spoken = visibleText(hint);
  return html`<li title=${spoken}>${figure}<span class="sf-hidden">${spoken}</span></li>`;
}

export function copyButton(text: string, label: string, words: Words): TemplateResult {
  const press = (event: Event): void => {
    const from = event.currentTarget as HTMLElement;
    post(from, { type: 'copy', text });
    announce(from, words.copied);
  };
  return html`<button
    type="button"
    class="sf-icon-button"
    title=${label}
    aria-label=${label}
    @click=${press}
  >
    ${icon('copy')}
  </button>`;
}

function iconButton(
  button: ButtonView,
  place: { turnId: string; answerId: string },
): TemplateResult | typeof nothing {
  const name = ICONS[button.action];
  if (name === undefined) return nothing;
  return html`<button
    type="button"
    class="sf-icon-button"
    data-action=${button.action}
    title=${button.label}
    aria-label=${button.label}
    @click=${(event: Event) =>
      post(event.currentTarget as HTMLElement, { type: 'action', button, ...place })}
  >
    ${icon(name)}
  </button>`;
}
