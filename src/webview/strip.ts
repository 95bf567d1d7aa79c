/*
 * The strip at the top. Well: one name, dot, spend. Ill: the first row names who answers, a second
 * holds the others in the order they will be tried, each with icon and word. Trial: see the trial
 * panel, which takes its place. It never repeats a name.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { StripView, TargetView } from '../protocol/index.ts';
import { causeBlock } from './cause.ts';
import { Ticker } from './countdown.ts';
import { LightElement } from './lightElement.ts';
import { isCounting, targetLine } from './targetLine.ts';
import './trialPanel.ts';
import type { Words } from './words.ts';

export class StripElement extends LightElement {
  static override properties = { strip: { attribute: false }, words: { attribute: false } };
  declare strip: StripView;
  declare words: Words;

  constructor() {
    super();
    this.addController(new Ticker(this, () => this.strip.targets.some(isCounting)));
  }

  protected override render(): TemplateResult {
    const { strip, words } = this;
    const rows =
      strip.trial === undefined
        ? this.rows()
        : html`<sf-trial .strip=${strip} .words=${words}></sf-trial>`;
    return html`${
      rows === nothing
        ? nothing
        : html`<section class="sf-strip" aria-label=${words.providers}>${rows}</section>`
    }
    ${
      strip.notices.length === 0
        ? nothing
        : html`<aside>
            ${strip.notices.map(
              (notice) => html`<div class="sf-notice">${causeBlock(notice, words, 'notice')}</div>`,
            )}
          </aside>`
    }`;
  }

  private spend(label: string): TemplateResult {
    const { showSpend } = this.words;
    return html`<button
      type="button"
      class="sf-spend sf-muted"
      title=${showSpend}
      aria-label="${showSpend}: ${label}"
      @click=${() => this.post({ type: 'action', button: { label, action: 'show-spend' } })}
    >
      ${label}
    </button>`;
  }

  private rows(): TemplateResult | typeof nothing {
    const { isWell, targets, spend } = this.strip;
    const lead = leadOf(targets);
    if (lead === undefined && spend === undefined) return nothing;
    const others = isWell ? [] : targets.filter((target) => target !== lead);
    return html`<div class="sf-strip-row">
        ${lead === undefined ? nothing : targetLine(lead, isWell)}
        ${spend === undefined ? nothing : this.spend(spend)}
      </div>
      ${
        others.length === 0
          ? nothing
          : html`<ul class="sf-strip-others">
              ${others.map((target) => html`<li>${targetLine(target, false)}</li>`)}
            </ul>`
      }`;
  }
}

/** Who answers; else who would be asked first; else the first of the chain. */
function leadOf(targets: readonly TargetView[]): TargetView | undefined {
  return (
    targets.find(({ state }) => state === 'answering') ??
    targets.find(({ state }) => state === 'working') ??
    targets.find(({ state }) => state === 'ready') ??
    targets[0]
  );
}

customElements.define('sf-strip', StripElement);
