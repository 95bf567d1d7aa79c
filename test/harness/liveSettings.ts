// Changes settings of a running workbench, as a person does in "User Settings (JSON)".
// Measured: the browser-served VS Code misses changes of its settings file on disk (it watches it under
// another authority), but reads it anew when it saves it itself. So the file is written first, then
// opened, touched with a blank and saved.
// Before the workbench is open, `sandbox.changeSettings` alone is enough.

import type { Page } from 'playwright-core';
import { runCommand } from './palette.ts';
import type { Sandbox, Settings } from './sandbox.ts';

/** Merges `change` into the person's settings (`undefined` removes) and waits until it is saved. */
export async function changeSettings(
  page: Page,
  sandbox: Sandbox,
  change: Settings,
): Promise<void> {
  sandbox.changeSettings(change);
  await runCommand(page, 'Preferences: Open User Settings (JSON)');
  const tab = page.locator('.tab[data-resource-name="settings.json"]');
  await tab.and(page.locator('.active')).waitFor();
  const editor = page.locator('.monaco-editor[data-uri$="/User/settings.json"]');
  // The middle: what is scrolled lies under a shadow at its top.
  await editor.locator('.view-lines').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  await tab.and(page.locator('.dirty')).waitFor();
  await page.keyboard.press('Control+s');
  await tab.and(page.locator(':not(.dirty)')).waitFor();
  await tab.locator('.tab-actions .action-label').click();
  await tab.waitFor({ state: 'detached' });
}
