// Quick picks in which several rows are ticked: which are, and taking them.
// The rows themselves are read with quickInput.ts.
// A row without a tick box is passed over.

import type { Page } from 'playwright-core';
import { readQuickInput } from './quickInput.ts';

const rowsOf = '.quick-input-widget:visible .quick-input-list .monaco-list-row';

/** Labels of the rows that are ticked. */
export async function tickedRows(page: Page): Promise<readonly string[]> {
  return await page
    .locator(rowsOf)
    .evaluateAll((rows) =>
      rows
        .filter((row) => row.getAttribute('aria-checked') === 'true')
        .map((row) => row.querySelector<HTMLElement>('.label-name')?.innerText.trim() ?? ''),
    );
}

/** Takes what is ticked, with the keyboard. */
export async function acceptTicks(page: Page, title: string): Promise<void> {
  await readQuickInput(page, title);
  await page.locator('.quick-input-widget:visible .quick-input-box input').press('Enter');
}
