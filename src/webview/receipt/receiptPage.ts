/*
 * The receipt of one answer: heading, four figures, every try as a table, every decision with its
 * time. Read only, but for one button. A try's state is icon, word and colour; what a vendor said
 * stands below our sentence, as text.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReceiptMessage, ReceiptView, TryView } from '../../protocol/receipt.ts';
import { icon, type Tone } from '../icon.ts';
import { LightElement } from '../lightElement.ts';
import { visibleText } from '../markdown/visibleText.ts';

const LOOKS: Readonly<Record<TryView['state'], readonly [string, Tone]>> = {
  finished: ['check', 'well'],
  failed: ['close', 'failed'],
  stopped: ['debug-stop', 'plain'],
  open: ['circle', 'plain'],
};

/** Columns; one that nobody has is left out. */
const FIGURES = ['firstWord', 'duration', 'tokens', 'cost'] as const;
type Figure = (typeof FIGURES)[number];

export class ReceiptElement extends LightElement {
  static override properties = { view: { state: true }, isCopied: { state: true } };
  declare view: ReceiptView | undefined;
  declare isCopied: boolean;
  send: (message: ReceiptMessage) => void = () => undefined;

  constructor() {
    super();
    this.isCopied = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (view === undefined) return nothing;
    return html`<main class="sf-receipt">
      <header class="sf-receipt-head">
        <div>
          <h1>${visibleText(view.title)}</h1>
          <p class="sf-muted">${visibleText(view.subtitle)}</p>
        </div>
        ${this.copyButton(view)}
      </header>
      ${view.notes.map((note) => html`<p class="sf-receipt-note">${icon('info')}${note}</p>`)}
      <dl class="sf-receipt-facts">
        ${view.facts.map(
          ({ label, value, note }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>
                <span class="sf-receipt-value">${visibleText(value)}</span>
                <span class="sf-muted">${note ?? ''}</span>
              </dd>
            </div>`,
        )}
      </dl>
      ${view.tries.length === 0 ? nothing : this.tries(view)}
      ${view.steps.length === 0 ? nothing : this.steps(view)}
      <div class="sf-hidden" role="status">${this.isCopied ? view.words.copied : ''}</div>
    </main>`;
  }

  private copyButton({ words }: ReceiptView): TemplateResult {
    const press = (): void => {
      this.send({ type: 'copy' });
      this.isCopied = true;
    };
    return html`<button
      type="button"
      class="sf-button sf-secondary sf-receipt-copy"
      title=${words.copyHint}
      @click=${press}
    >
      ${icon(this.isCopied ? 'check' : 'copy')}<span
        >${this.isCopied ? words.copied : words.copy}</span
      >
    </button>`;
  }

  private tries({ tries, words }: ReceiptView): TemplateResult {
    const figures = FIGURES.filter((name) => tries.some((one) => one[name] !== undefined));
    const heads = [words.at, words.who, words.ending, ...figures.map((name) => words[name])];
    return html`<section>
      <h2>${words.tries}</h2>
      <div class="sf-receipt-scroll" tabindex="0" role="region" aria-label=${words.tries}>
        <table class="sf-receipt-tries">
          <thead>
            <tr>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${tries.map((one) => tryRow(one, figures))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private steps({ steps, words }: ReceiptView): TemplateResult {
    return html`<section class="sf-receipt-card">
      <h2>${words.steps}</h2>
      <ol class="sf-receipt-steps">
        ${steps.map(
          ({ at, line }) =>
            html`<li><span class="sf-muted">${at}</span><span>${visibleText(line)}</span></li>`,
        )}
      </ol>
    </section>`;
  }
}

function tryRow(one: TryView, figures: readonly Figure[]): TemplateResult {
  const [look, tone] = LOOKS[one.state];
  const said = one.said === undefined ? [] : [`“${one.said}”`];
  const codes = one.codes.length === 0 ? [] : [one.codes.join(' · ')];
  return html`<tr data-state=${one.state}>
    <td>${one.at}</td>
    <th scope="row">
      <span>${visibleText(one.who)}</span>
      <span class="sf-muted">${one.how}</span>
    </th>
    <td class="sf-receipt-ending">
      <span>${icon(look, tone)}<span>${visibleText(one.ending)}</span></span>
      ${[...said, ...codes].map((text) => html`<span class="sf-muted">${visibleText(text)}</span>`)}
    </td>
    ${figures.map((name) => html`<td>${one[name] ?? ''}</td>`)}
  </tr>`;
}

customElements.define('sf-receipt', ReceiptElement);
