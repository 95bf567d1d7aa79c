/*
 * All models beside each other, sorted by whichever column is pressed: once for smallest first,
 * once more for largest first. What is not known stands last, whichever way.
 * The choice lives with the page and survives what the host sends.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { DashboardView } from '../../protocol/dashboard.ts';
import { icon } from '../icon.ts';
import { LightElement } from '../lightElement.ts';
import { visibleText } from '../markdown/visibleText.ts';

type Row = DashboardView['models'][number];

export class ModelTableElement extends LightElement {
  static override properties = {
    view: { attribute: false },
    column: { state: true },
    isUp: { state: true },
  };
  declare view: DashboardView;
  declare column: number;
  declare isUp: boolean;

  constructor() {
    super();
    this.column = 1;
    this.isUp = false;
  }

  protected override render(): TemplateResult {
    const { columns, models, words } = this.view;
    const rows = sortedRows(models, this.column, this.isUp);
    return html`<div
      class="sf-table-scroll"
      tabindex="0"
      role="region"
      aria-label=${words['models'] ?? ''}
    >
      <table class="sf-models">
        <thead>
          <tr>
            ${columns.map((label, at) => this.head(label, at))}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ cells }) =>
              html`<tr>
                ${cells.map(({ text }, at) =>
                  at === 0
                    ? html`<th scope="row">${visibleText(text)}</th>`
                    : html`<td>${visibleText(text)}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private head(label: string, at: number): TemplateResult {
    const { words } = this.view;
    const isSorted = this.column === at;
    const order = !isSorted ? 'none' : this.isUp ? 'ascending' : 'descending';
    const press = (): void => {
      this.isUp = isSorted ? !this.isUp : true;
      this.column = at;
    };
    return html`<th scope="col" aria-sort=${order}>
      <button type="button" @click=${press}>
        ${label}${
          isSorted
            ? html`${icon(this.isUp ? 'arrow-small-up' : 'arrow-small-down')}<span class="sf-hidden"
                  >${this.isUp ? words['sortedUp'] : words['sortedDown']}</span
                >`
            : nothing
        }
      </button>
    </th>`;
  }
}

function sortedRows(rows: readonly Row[], column: number, isUp: boolean): readonly Row[] {
  const known = rows.filter(({ cells }) => (cells[column]?.sort ?? null) !== null);
  const unknown = rows.filter((row) => !known.includes(row));
  const inOrder = known.toSorted((a, b) => {
    const [one, other] = [a.cells[column]?.sort ?? 0, b.cells[column]?.sort ?? 0];
    if (one === other) return 0;
    return one < other === isUp ? -1 : 1;
  });
  return [...inOrder, ...unknown];
}

customElements.define('sf-model-table', ModelTableElement);
