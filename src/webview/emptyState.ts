/*
 * The first screen: glyph, title, one line, at most one filled button, links. The
 * footnote stands at the bottom, right above the composer. Shown only while there is no
 * turn.
 */
import { html, type TemplateResult } from 'lit';
import type { EmptyView } from '../protocol/index.ts';
import { actionButton } from './buttons.ts';
import { icon } from './icon.ts';
import { visibleText } from './markdown/visibleText.ts';

/** With nothing to press here: two quiet lines, right above what there is to press. */
function hint(empty: EmptyView): TemplateResult {
  return html`<section class="sf-empty sf-hint">
    <h1 class="sf-hint-title">${empty.title}</h1>
    <p class="sf-hint-text sf-muted">${empty.text}</p>
  </section>`;
}

export function emptyState(empty: EmptyView): TemplateResult {
  if (empty.buttons.length === 0 && empty.links.length === 0) return hint(empty);
  const filled = empty.buttons.findIndex((button) => button.primary === true);
  return html`<section class="sf-empty">
    <div class="sf-empty-middle">
      <svg class="sf-glyph" viewBox="0 0 48 32" aria-hidden="true">
        <path
          d="M5.5 6.5h9.2c7.6 0 7.6 9.5 15.2 9.5H46M5.5 25.5h9.2c7.6 0 7.6-9.5 15.2-9.5
             M39 9.5l6.7 6.5L39 22.5"
        />
        <circle cx="4" cy="6.5" r="2.6" />
        <circle cx="4" cy="25.5" r="2.6" />
      </svg>
      <h1 class="sf-empty-title">${empty.title}</h1>
      <p class="sf-empty-text sf-muted">${empty.text}</p>
      ${
        empty.found === undefined
          ? undefined
          : html`<p class="sf-empty-found">${visibleText(empty.found)}</p>`
      }
      ${empty.buttons.map((button, index) =>
        actionButton(button, index === Math.max(0, filled) ? 'primary' : 'secondary'),
      )}
      ${empty.links.map((button) => actionButton(button, 'link'))}
    </div>
    ${
      empty.footnote === ''
        ? undefined
        : html`<p class="sf-footnote sf-muted">${icon('lock')}<span>${empty.footnote}</span></p>`
    }
  </section>`;
}
