// The menu at the caret (Shift+F10) and what lies in its submenus, by keyboard from there on.
// A menu that has just opened takes no click: it could be the end of the one that opened it, and
// closes by it without having done anything. So each entry must have the focus before its key.
// It does not wait for what the entry does, but for the menu to be gone.

import type { Locator, Page } from 'playwright-core';

/** Takes the entry behind `path`; `before` is called when it has the focus. */
export async function pickFromEditorMenu(
  page: Page,
  path: readonly string[],
  before?: () => Promise<void>,
): Promise<void> {
  await page.keyboard.press('Shift+F10');
  for (const [step, label] of path.entries()) {
    const item = entryOf(page, label);
    await item.waitFor();
    await focus(page, item, label);
    const isLast = step === path.length - 1;
    if (isLast) await before?.();
    await page.keyboard.press(isLast ? 'Enter' : 'ArrowRight');
  }
  await page.locator('.monaco-menu').first().waitFor({ state: 'hidden' });
}

/** Down to the entry, with the arrow key; each press is seen to have moved the focus. */
async function focus(page: Page, item: Locator, label: string): Promise<void> {
  const focused = page.locator('.monaco-menu .action-item.focused > .action-menu-item').and(item);
  const passed: string[] = [];
  while (!(await focused.isVisible())) {
    if (passed.length > STEPS_MAX) {
      throw new Error(`"${label}" got no focus in the menu. Passed: ${passed.join(' | ')}.`);
    }
    await page.keyboard.press('ArrowDown');
    const all = await page.locator('.monaco-menu .action-item.focused').allInnerTexts();
    passed.push(all.at(-1)?.trim() ?? 'nothing');
  }
}

const STEPS_MAX = 60;

function entryOf(page: Page, label: string): Locator {
  return page.locator('.monaco-menu .action-menu-item', { hasText: new RegExp(`^${label}$`) });
}
