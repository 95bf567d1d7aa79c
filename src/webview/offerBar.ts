/*
 * Above the composer: what waits for a word of the person, such as Undo after a deletion or Accept
 * for a change that is shown. The host says the sentence and names the buttons; nothing disappears
 * by itself.
 */
import { html, type TemplateResult } from 'lit';
import type { OfferView } from '../protocol/index.ts';
import { actionButton } from './buttons.ts';
import { visibleText } from './markdown/visibleText.ts';

export function offerBar({ sentence, buttons }: OfferView): TemplateResult {
  const said = visibleText(sentence);
  return html`<div class="sf-wait sf-offer" role="group" aria-label=${said}>
    <span class="sf-wait-sentence">${said}</span>
    <span class="sf-wait-buttons">
      ${buttons.map((button, index) => actionButton(button, index === 0 ? 'secondary' : 'ghost'))}
    </span>
  </div>`;
}
