// A native tree view (default: Providers): reading its rows, unfolding it, pressing in a row.
// Only the rows that are scrolled into view exist in the page.

import type { Locator, Page } from 'playwright-core';
import { runCommand } from './palette.ts';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says for the row. */
  readonly ariaLabel: string;
  readonly level: number;
}

/** Opens the view by VS Code's own focus command and waits for its first row. */
export async function openTree(page: Page, view = 'Providers'): Promise<void> {
  await runCommand(page, `Steadfast: Focus on ${view} View`);
  await rows(page, view).first().waitFor();
}

export async function treeRows(page: Page, view = 'Providers'): Promise<TreeRow[]> {
  const all = await rows(page, view).all();
  return await Promise.all(
    all.map(async (row) => ({
      label: (await row.locator('.label-name').allInnerTexts()).join('').trim(),
      description: (await row.locator('.label-description').allInnerTexts()).join('').trim(),
      ariaLabel: (await row.getAttribute('aria-label')) ?? '',
      level: Number((await row.getAttribute('aria-level')) ?? 1),
    })),
  );
}

/** Waits until the row with this label shows this description. */
export async function waitForTreeRow(
  page: Page,
  wanted: { readonly label: string | RegExp; readonly description?: string | RegExp },
  view = 'Providers',
): Promise<void> {
  await rowOf(page, wanted.label, view)
    .filter({ hasText: wanted.description ?? '' })
    .waitFor();
}

/** Opens the row's context menu and takes an entry. */
export async function pickFromTreeMenu(
  page: Page,
  wanted: { readonly label: string | RegExp; readonly entry: string },
  view = 'Providers',
): Promise<void> {
  await rowOf(page, wanted.label, view).click({ button: 'right' });
  // By keyboard: a menu that has just opened takes no click yet, it could be the end of the one that
  // opened it, and may close by it without having done anything.
  const item = page.getByRole('menuitem', { name: wanted.entry });
  await item.hover();
  await page.locator('.action-item.focused').filter({ has: item }).waitFor();
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'hidden' });
}

function rowOf(page: Page, label: string | RegExp, view: string): Locator {
  return rows(page, view)
    .filter({ has: page.locator('.label-name', { hasText: label }) })
    .first();
}

function rows(page: Page, view: string): Locator {
  return page
    .locator('.pane')
    .filter({ has: page.locator(`.pane-header[aria-label^="${view}"]`) })
    .locator('.monaco-list-row');
}
