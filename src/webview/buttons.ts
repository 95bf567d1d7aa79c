/*
 * The buttons that the host names: pressed, they post `action` with themselves and the
 * place they stand in. At most one primary per block, whatever the host says; the rest is
 * quiet.
 */
import { html, type TemplateResult } from 'lit';
import type { ButtonView } from '../protocol/index.ts';
import { post } from './lightElement.ts';

export type ButtonPlace = { readonly turnId?: string; readonly answerId?: string };
export type ButtonLook = 'primary' | 'secondary' | 'ghost' | 'link';

export function actionButton(
  button: ButtonView,
  look: ButtonLook,
  place: ButtonPlace = {},
): TemplateResult {
  const press = (event: Event): void =>
    post(event.currentTarget as HTMLElement, { type: 'action', button, ...place });
  return html`<button
    type="button"
    class="sf-button sf-${look}"
    data-action=${button.action}
    @click=${press}
  >
    ${button.label}
  </button>`;
}

/** One block's row: the first one marked primary is filled, the others are secondary. */
export function buttonRow(
  buttons: readonly ButtonView[],
  place: ButtonPlace = {},
): TemplateResult | undefined {
  if (buttons.length === 0) return undefined;
  const filled = buttons.findIndex((button) => button.primary === true);
  return html`<div class="sf-buttons">
    ${buttons.map((button, index) =>
      actionButton(button, index === filled ? 'primary' : 'secondary', place),
    )}
  </div>`;
}
