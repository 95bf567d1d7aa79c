// The menu behind the three dots of one of our views in the side bar.
// Entries that VS Code shows as buttons are pressed in the page itself.

import type { Page } from 'playwright-core';

export async function pickFromViewMenu(page: Page, entry: string, view = 'Chat'): Promise<void> {
  const header = page.locator(`.pane-header[aria-label^="${view}"]`);
  await header.hover();
  await header.locator('.codicon-toolbar-more').click();
  const item = page.getByRole('menuitem', { name: entry });
  await item.hover();
  await page.locator('.action-item.focused').filter({ has: item }).waitFor();
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'hidden' });
}
