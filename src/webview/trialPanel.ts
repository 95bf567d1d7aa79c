/*
 * The trial in the strip's place: what it is, a link that ends it, and per simulated provider its
 * state and six switches for faults. A switch is pressed when the host says so: the press only
 * asks.
 */
import { html, type TemplateResult } from 'lit';
import type { StripView, TargetView } from '../protocol/index.ts';
import { actionButton } from './buttons.ts';
import { Ticker } from './countdown.ts';
import { icon } from './icon.ts';
import { LightElement } from './lightElement.ts';
import { isCounting, targetLine } from './targetLine.ts';
import { fill, type Words } from './words.ts';

export class TrialElement extends LightElement {
  static override properties = { strip: { attribute: false }, words: { attribute: false } };
  declare strip: StripView;
  declare words: Words;

  constructor() {
    super();
    this.addController(new Ticker(this, () => this.strip.targets.some(isCounting)));
  }

  protected override render(): TemplateResult {
    const { trial, targets } = this.strip;
    const end = { label: trial?.endLabel ?? '', action: 'end-trial' } as const;
    return html`<div class="sf-trial-head">
        ${icon('beaker')}<span class="sf-trial-sentence sf-muted">${trial?.sentence}</span>
        ${actionButton(end, 'link')}
      </div>
      ${targets.map((target) => this.target(target))}`;
  }

  private target(target: TargetView): TemplateResult {
    return html`<div class="sf-trial-target">
      ${targetLine(target, false)}
      <div
        class="sf-faults"
        role="group"
        aria-label=${fill(this.words.faultsOf, 'name', target.name)}
      >
        ${(target.faults ?? []).map(
          ({ fault, label, isOn }) =>
            html`<button
              type="button"
              class="sf-fault"
              data-fault=${fault}
              aria-pressed=${isOn ? 'true' : 'false'}
              @click=${() =>
                this.post({
                  type: 'set-fault',
                  providerId: target.providerId,
                  fault,
                  isOn: !isOn,
                })}
            >
              ${label}
            </button>`,
        )}
      </div>
    </div>`;
  }
}

customElements.define('sf-trial', TrialElement);
