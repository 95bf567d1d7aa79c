/*
 * What was sent with a question, as small chips in its bubble; a press opens where it came from.
 * Under them, quietly, what was not sent.
 * Names are foreign text and are drawn as such.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { TurnView } from '../protocol/index.ts';
import { CONTEXT_ICONS } from './contextIcons.ts';
import { icon } from './icon.ts';
import { post } from './lightElement.ts';
import { visibleText } from './markdown/visibleText.ts';
import { fill, type Words } from './words.ts';

export function sentChips(
  { turnId, chips = [], leftOut = [] }: TurnView,
  words: Words,
): TemplateResult | typeof nothing {
  if (chips.length === 0 && leftOut.length === 0) return nothing;
  const open = (event: Event, at: number): void =>
    post(event.currentTarget as HTMLElement, { type: 'context-open', turnId, at });
  return html`<div class="sf-sent">
    ${chips.map(({ icon: name, label }, at) => {
      const shown = visibleText(label);
      const hint = fill(words.openSent, 'name', shown);
      return html`<button
        type="button"
        class="sf-chip sf-context-chip"
        title=${hint}
        aria-label=${hint}
        @click=${(event: Event) => open(event, at)}
      >
        ${icon(CONTEXT_ICONS[name])}<span class="sf-chip-label">${shown}</span>
      </button>`;
    })}
    ${leftOut.map((text) => html`<p class="sf-sent-note sf-muted">${visibleText(text)}</p>`)}
  </div>`;
}
