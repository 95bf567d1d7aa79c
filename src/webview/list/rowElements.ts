/*
 * The elements of the list's rows, one each, made and kept by hand: what stays in the page is never
 * moved or made anew, so that focus, selection and the browser's anchor stay with it; what leaves
 * takes all of itself along (lit's `repeat` leaves a comment behind for each row that it removes).
 */
import { render, type TemplateResult } from 'lit';

export type RowDrawing = {
  /** Of all rows at a time, no two alike; in this order the rows stand. */
  readonly key: string;
  readonly className: string;
} & ({ readonly inside: TemplateResult; readonly turnId: string } | { readonly heightPx: number });

export class RowElements {
  private elements = new Map<string, HTMLElement>();

  /** Makes the children of `inner` what `rows` say. */
  draw(inner: HTMLElement, rows: readonly RowDrawing[]): void {
    const before = this.elements;
    const now = new Map(rows.map((row) => [row.key, before.get(row.key) ?? made(row)]));
    for (const [key, element] of before) if (!now.has(key)) element.remove();
    let next = inner.firstElementChild;
    for (const element of now.values()) {
      if (element === next) next = next.nextElementSibling;
      else inner.insertBefore(element, next);
    }
    this.elements = now;
    for (const row of rows) fill(now.get(row.key), row);
  }
}

function made(row: RowDrawing): HTMLElement {
  const element = document.createElement('div');
  element.className = row.className;
  if ('turnId' in row) element.dataset['turn'] = row.turnId;
  else element.setAttribute('aria-hidden', 'true');
  return element;
}

function fill(element: HTMLElement | undefined, row: RowDrawing): void {
  if (element === undefined) return;
  if ('inside' in row) return void render(row.inside, element);
  const height = `${row.heightPx}px`;
  if (element.style.height !== height) element.style.height = height;
}
