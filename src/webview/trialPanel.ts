/*
 * The trial in the strip's place: what it is, a link that ends it, and per simulated provider its
 * state and six switches for faults. A switch is pressed when the host says so: the press only
 * asks. The switches fold away; in a low panel they start folded, so that the log keeps its room.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { StripView, TargetView } from '../protocol/index.ts';
import { actionButton } from './buttons.ts';
import { Ticker } from './countdown.ts';
import { icon } from './icon.ts';
import { LightElement } from './lightElement.ts';
import { isCounting, targetLine } from './targetLine.ts';
import { fill, type Words } from './words.ts';

/** A panel lower than this starts with the switches folded. */
const ROOMY_PX = 440;

export class TrialElement extends LightElement {
  static override properties = {
    strip: { attribute: false },
    words: { attribute: false },
    folded: { state: true },
  };
  declare strip: StripView;
  declare words: Words;
  /** By provider, where the reader has decided; else the height of the panel does. */
  declare folded: ReadonlyMap<string, boolean>;

  /** As it was at the beginning: nothing folds under the reader's hand. */
  private readonly isLow = innerHeight < ROOMY_PX;

  constructor() {
    super();
    this.folded = new Map();
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

  private isFolded({ providerId }: TargetView): boolean {
    return this.folded.get(providerId) ?? this.isLow;
  }

  private target(target: TargetView): TemplateResult {
    const isFolded = this.isFolded(target);
    return html`<div class="sf-trial-target">
      <button
        type="button"
        class="sf-trial-row"
        aria-expanded=${isFolded ? 'false' : 'true'}
        @click=${() => {
          this.folded = new Map([...this.folded, [target.providerId, !isFolded]]);
        }}
      >
        ${targetLine(target, false)}${icon(isFolded ? 'chevron-down' : 'chevron-up')}
      </button>
      ${isFolded ? nothing : this.switches(target)}
    </div>`;
  }

  private switches(target: TargetView): TemplateResult {
    return html`<div
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
    </div>`;
  }
}

customElements.define('sf-trial', TrialElement);
