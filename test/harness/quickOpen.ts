// Opens a file of the workspace by its name, as a person does: Ctrl+P, the name, Enter.
// The list fills in steps (what was open before, then what is found), and Enter takes the row that
// has the focus at that moment: so the very file must have it, and nothing may be under way.
// A chord that found nobody (a page that had the focus was just closing) is pressed again; Enter is
// pressed once. What was seen instead is told.

import type { Page } from 'playwright-core';

/** Opens the file with this name, and waits until its editor has the focus. */
export async function openFile(page: Page, name: string): Promise<void> {
  const box = page.locator('.quick-input-widget:visible');
  // One that is just closing would take the name and go.
  await box.waitFor({ state: 'hidden' });
  const input = box.locator('input[type=text]');
  for (let tries = 0; tries < 4 && !(await input.isVisible()); tries += 1) {
    await page.keyboard.press('Control+p');
    await input.waitFor({ timeout: 4000 }).catch(() => undefined);
  }
  await input.fill(name);
  const rows = box.locator('.quick-input-list .monaco-list-row');
  const wanted = rows.and(page.locator('.focused')).filter({
    has: page.locator('.label-name').getByText(name, { exact: true }),
  });
  try {
    await box.locator('.monaco-progress-container.active').waitFor({ state: 'hidden' });
    await wanted.waitFor();
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await page.locator('.tab.active', { hasText: name }).waitFor();
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  } catch (error) {
    const offered = await rows.allInnerTexts();
    const tabs = await page.locator('.tab').allInnerTexts();
    const active = await page.locator('.tab.active').allInnerTexts();
    throw new Error(
      `${name} was not opened. Offered: ${line(offered)}. Tabs: ${line(tabs)}; in front: ${line(active)}.`,
      { cause: error },
    );
  }
}

function line(texts: readonly string[]): string {
  return texts.map((text) => text.trim().replaceAll(/\s+/g, ' ')).join(' | ') || 'nothing';
}
