/*
 * The waiting bar: outside the log, above the composer, so that it never scrolls away. It counts
 * down, shows the same as a thin line, and can always be stopped. One bordered button, the rest
 * ghosts. It says nothing about why beyond the host's sentence.
 */
import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { WaitView } from '../protocol/index.ts';
import { actionButton } from './buttons.ts';
import { countedWord, Ticker } from './countdown.ts';
import { LightElement } from './lightElement.ts';
import type { Words } from './words.ts';

export class WaitBarElement extends LightElement {
  static override properties = { wait: { attribute: false }, words: { attribute: false } };
  declare wait: WaitView;
  declare words: Words;

  constructor() {
    super();
    this.addController(new Ticker(this, () => this.wait.untilWallMs > Date.now()));
  }

  protected override render(): TemplateResult {
    const { wait } = this;
    const { turnId } = wait;
    return html`<div class="sf-wait" role="group" aria-label=${this.words.waiting}>
      <span class="sf-wait-sentence">${countedWord(wait.sentence, wait.untilWallMs)}</span>
      <span class="sf-wait-buttons">
        ${wait.buttons.map((button, index) =>
          actionButton(button, index === 0 ? 'secondary' : 'ghost', { turnId }),
        )}
      </span>
      <span class="sf-wait-line" aria-hidden="true"></span>
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { startedWallMs, untilWallMs } = this.wait;
    const span = Math.max(1, untilWallMs - startedWallMs);
    const done = Math.min(1, Math.max(0, (Date.now() - startedWallMs) / span));
    const line = this.querySelector<HTMLElement>('.sf-wait-line');
    line?.style.setProperty('transform', `scaleX(${done.toFixed(4)})`);
  }
}

customElements.define('sf-wait', WaitBarElement);
