/*
 * The dashboard: a line that says how all is, a card for each provider, availability and cost side
 * by side, the models compared, and what changed about them. Without a provider or a question it
 * says so, with the one button that helps.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DashboardMessage, DashboardView } from '../../protocol/dashboard.ts';
import { icon } from '../icon.ts';
import { LightElement } from '../lightElement.ts';
import { visibleText } from '../markdown/visibleText.ts';
import './cardElement.ts';
import { shareChart } from './charts.ts';
import './modelTable.ts';

export class DashboardElement extends LightElement {
  static override properties = { view: { state: true } };
  declare view: DashboardView | undefined;
  send: (message: DashboardMessage) => void = () => undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (view === undefined) return nothing;
    const { words, cards, summary, notes } = view;
    return html`<main class="sf-dashboard">
      <header>
        <h1>${words['title']}</h1>
        ${summary === '' ? nothing : html`<p class="sf-muted">${visibleText(summary)}</p>`}
      </header>
      ${notes.map((note) => html`<p class="sf-note">${icon('info')}<span>${note}</span></p>`)}
      ${cards.length === 0 ? this.nobody(view) : this.cards(view)}
      <div class="sf-halves">
        ${view.availability.length === 0 ? nothing : availability(view)} ${costs(view)}
      </div>
      <section>
        ${heading(words['models'], words['modelsHint'])}
        ${
          view.models.length === 0
            ? html`<p class="sf-muted">${words['noModels']}</p>`
            : html`<sf-model-table .view=${view}></sf-model-table>`
        }
      </section>
      ${changes(view)}
    </main>`;
  }

  private nobody({ words }: DashboardView): TemplateResult {
    return html`<section class="sf-card sf-nobody">
      <p>${words['noProvider']}</p>
      <button
        type="button"
        class="sf-button sf-primary"
        @click=${() => this.send({ type: 'add-provider' })}
      >
        ${words['addProvider']}
      </button>
    </section>`;
  }

  private cards({ cards, words }: DashboardView): TemplateResult {
    return html`<div class="sf-cards">
      ${repeat(
        cards,
        ({ targetKey }) => targetKey,
        (card) =>
          html`<sf-dashboard-card
            .card=${card}
            .words=${words}
            .send=${this.send}
          ></sf-dashboard-card>`,
      )}
    </div>`;
  }
}

function heading(title: string | undefined, hint: string | undefined): TemplateResult {
  return html`<h2>${title} <span class="sf-muted">${hint ?? ''}</span></h2>`;
}

function availability(view: DashboardView): TemplateResult {
  const { availability: bars, scale, availabilityNote, words } = view;
  return html`<section class="sf-card sf-availability" aria-label=${words['availability'] ?? ''}>
    ${heading(words['availability'], words['availabilityHint'])}
    <table>
      <tbody>
        ${bars.map(
          (bar) =>
            html`<tr data-begins=${bar.isSeen}>
              <th scope="row"><span class="sf-span">${bar.span}</span><span>${bar.label}</span></th>
              <td class="sf-share-cell">${shareChart(bar)}</td>
              <td class="sf-share-value">
                ${bar.value} <span class="sf-muted">${bar.detail}</span>
              </td>
            </tr>`,
        )}
        <tr class="sf-muted" aria-hidden="true">
          <td></td>
          <td>
            <div class="sf-axis">${scale.map((mark) => html`<span>${mark}</span>`)}</div>
          </td>
          <td></td>
        </tr>
      </tbody>
    </table>
    ${availabilityNote === '' ? nothing : html`<p class="sf-muted">${availabilityNote}</p>`}
  </section>`;
}

function costs({ costs: rows, together, costNotes, words }: DashboardView): TemplateResult {
  return html`<section class="sf-card sf-costs" aria-label=${words['costs'] ?? ''}>
    ${heading(words['costs'], words['costsHint'])}
    <dl>
      ${rows.map(
        ({ label, value }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
      <div class="sf-together">
        <dt>${words['together']}</dt>
        <dd>${together}</dd>
      </div>
    </dl>
    ${costNotes.map((note) => html`<p class="sf-muted">${note}</p>`)}
  </section>`;
}

function changes({ changes: lines, words }: DashboardView): TemplateResult {
  return html`<section class="sf-card" aria-label=${words['changes'] ?? ''}>
    ${heading(words['changes'], '')}
    ${
      lines.length === 0
        ? html`<p class="sf-muted">${words['noChanges']}</p>`
        : html`<ol class="sf-changes">
            ${lines.map(
              ({ at, line }) =>
                html`<li><span class="sf-muted">${at}</span><span>${visibleText(line)}</span></li>`,
            )}
          </ol>`
    }
  </section>`;
}

customElements.define('sf-dashboard', DashboardElement);
