/*
 * How full the model's window is: a ring, the figure, and on a press the parts with their sizes and
 * what is left out. Icon and words say that something is left out, not the colour alone.
 * The figures come ready from the host.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ContextView } from '../protocol/index.ts';
import { icon } from './icon.ts';
import { visibleText } from './markdown/visibleText.ts';
import type { Words } from './words.ts';

type Meter = NonNullable<ContextView['meter']>;

/** Radius 6: the ring's length. */
const ROUND = 2 * Math.PI * 6;

export function meterButton(
  meter: Meter,
  isOpen: boolean,
  words: Words,
  toggle: () => void,
): TemplateResult {
  return html`<button
    type="button"
    class="sf-meter"
    title=${meter.hint}
    aria-label=${`${meter.text}. ${words.contextSize}: ${meter.hint}`}
    aria-expanded=${isOpen ? 'true' : 'false'}
    @click=${toggle}
  >
    ${meter.isOver ? icon('warning', 'waiting') : meter.full === undefined ? nothing : ring(meter.full)}
    <span>${meter.text}</span>
  </button>`;
}

function ring(full: number): TemplateResult {
  const drawn = Math.max(0.02, Math.min(1, full)) * ROUND;
  return html`<svg class="sf-ring" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<circle class="sf-ring-all" cx="8" cy="8" r="6"></circle>
      <circle class="sf-ring-full" cx="8" cy="8" r="6" stroke-dasharray="${drawn} ${ROUND}"></circle>`}
  </svg>`;
}

export function meterParts(meter: Meter, words: Words): TemplateResult {
  return html`<div class="sf-meter-parts">
    <p>${meter.hint}</p>
    <dl>
      ${meter.parts.map(
        ({ label, size }) =>
          html`<dt>${visibleText(label)}</dt>
            <dd>${size}</dd>`,
      )}
    </dl>
    ${
      meter.leftOut.length === 0
        ? nothing
        : html`<p class="sf-left-out">${icon('warning', 'waiting')}<span>${words.leftOut}</span></p>
            <ul>
              ${meter.leftOut.map((text) => html`<li>${visibleText(text)}</li>`)}
            </ul>`
    }
  </div>`;
}
