/*
 * One provider's card: name and state, why, its day, three figures, four verdicts, what it cost,
 * its last errors and what can be done. A pause counts down to its end and then stops.
 * Verdicts keep their places; only the word and the icon change.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { DashboardCard, DashboardMessage, DashboardView } from '../../protocol/dashboard.ts';
import { secondsLeft, Ticker } from '../countdown.ts';
import { icon, stateIcon, type Tone } from '../icon.ts';
import { LightElement } from '../lightElement.ts';
import { visibleText } from '../markdown/visibleText.ts';
import { barChart, gauge, lineChart, timelineChart } from './charts.ts';

type Verdict = DashboardCard['verdicts'][number];

const VERDICTS: Readonly<Record<Verdict['is'], readonly [string, Tone]>> = {
  good: ['check', 'well'],
  bad: ['warning', 'waiting'],
  unknown: ['dash', 'plain'],
};

type Act = Extract<DashboardMessage, { type: 'act' }>['what'];

export class DashboardCardElement extends LightElement {
  static override properties = { card: { attribute: false }, words: { attribute: false } };
  declare card: DashboardCard;
  declare words: DashboardView['words'];
  send: (message: DashboardMessage) => void = () => undefined;

  constructor() {
    super();
    this.addController(new Ticker(this, () => secondsTo(this.card) > 0));
  }

  protected override render(): TemplateResult {
    const { card, words } = this;
    const { name, detail, state, word, reason } = card;
    return html`<article class="sf-card" aria-label=${visibleText(name)}>
      <header class="sf-card-head">
        <h2>${stateIcon(state)}<span>${visibleText(name)}</span></h2>
        <span class="sf-muted sf-card-detail">${visibleText(detail)}</span>
        <span class="sf-card-word">${word}</span>
      </header>
      <p class="sf-card-reason sf-muted"><span>${visibleText(reason)}</span>${this.left()}</p>
      <div class="sf-card-day">
        ${timelineChart(card.timeline, `${words['day'] ?? ''}: ${card.timelineWords}`)}
        <div class="sf-axis sf-muted" aria-hidden="true">
          ${card.axis.map((mark) => html`<span>${mark}</span>`)}
        </div>
      </div>
      <dl class="sf-card-figures">
        <div>
          <dt>${words['firstWord']}</dt>
          <dd>${card.firstWord} <span class="sf-muted">${card.slowest}</span></dd>
          ${card.slowest === '' ? nothing : html`<dd>${lineChart(card)}</dd>`}
        </div>
        <div>
          <dt>${words['errors']}</dt>
          <dd>${card.errors}</dd>
          <dd>${barChart(card.errorBars)}</dd>
        </div>
        <div>
          <dt>${words['headroom']}</dt>
          <dd>${card.headroom}</dd>
          ${card.left === undefined ? nothing : html`<dd>${gauge(card.left, card.isLow)}</dd>`}
        </div>
      </dl>
      <ul class="sf-verdicts">
        ${card.verdicts.map((verdict) => verdictLine(verdict))}
      </ul>
      ${this.foot()}
    </article>`;
  }

  private left(): TemplateResult | typeof nothing {
    const seconds = secondsTo(this.card);
    if (seconds <= 0) return nothing;
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    return html`<span class="sf-card-left"
      >${(this.words['left'] ?? '').replace('{time}', time)}</span
    >`;
  }

  private foot(): TemplateResult {
    const { card, words } = this;
    return html`<footer class="sf-card-foot">
      <span class="sf-muted">${card.spent}</span>
      <span class="sf-card-acts">
        ${card.isOn ? this.button('test', words['test']) : nothing}
        ${card.isOn ? this.button('reset', words['reset']) : nothing}
        ${
          card.isSimulated
            ? nothing
            : card.isOn
              ? this.button('disable', words['disable'])
              : this.button('enable', words['enable'])
        }
      </span>
      ${
        card.lastErrors.length === 0
          ? nothing
          : html`<details class="sf-card-errors">
              <summary>${card.lastErrorsLabel}</summary>
              <ol>
                ${card.lastErrors.map(
                  ({ at, line }) =>
                    html`<li>
                      <span class="sf-muted">${at}</span><span>${visibleText(line)}</span>
                    </li>`,
                )}
              </ol>
            </details>`
      }
    </footer>`;
  }

  private button(what: Act, label: string | undefined): TemplateResult {
    const { providerId, targetKey, name } = this.card;
    return html`<button
      type="button"
      class="sf-button sf-ghost"
      aria-label="${label}: ${visibleText(name)}"
      @click=${() => this.send({ type: 'act', what, providerId, targetKey })}
    >
      ${label}
    </button>`;
  }
}

function verdictLine({ is, word }: Verdict): TemplateResult {
  const [look, tone] = VERDICTS[is];
  return html`<li data-is=${is}>${icon(look, tone)}<span>${word}</span></li>`;
}

function secondsTo({ untilWallMs }: DashboardCard): number {
  return untilWallMs === undefined ? 0 : secondsLeft(untilWallMs, Date.now());
}

customElements.define('sf-dashboard-card', DashboardCardElement);
