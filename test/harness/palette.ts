// Runs a command by its title through the command palette, as a person does.
// Contributed commands appear only after the extension host has started, so a title that is not
// there yet is looked for again until the time is up.
// It does not wait for what the command does.

import type { Page } from 'playwright-core';

const openTriesMax = 30;
const stepsMax = 20;

/** `title` as the palette shows it, category included: `Steadfast: New Chat`. */
export async function runCommand(page: Page, title: string, withinMs = 30_000): Promise<void> {
  const stopAtMs = performance.now() + withinMs;
  for (;;) {
    if (await pick(page, title)) return;
    if (performance.now() > stopAtMs) {
      throw new Error(
        `The palette has no command "${title}" after ${withinMs / 1000} s. Last seen: ` +
          (await seen(page, title)).join(' | '),
      );
    }
    await page.waitForTimeout(250);
  }
}

/** What the palette offers for a text, top first; for assertions on what is (not) offered. */
export async function commandsFor(page: Page, text: string): Promise<string[]> {
  const found = await seen(page, text);
  await page.keyboard.press('Escape');
  return found;
}

/** By keyboard: a click may land on the row that moved there while the list was still growing. */
async function pick(page: Page, title: string): Promise<boolean> {
  await open(page, title);
  const wanted = rows(page).filter({ has: page.getByText(title, { exact: true }) });
  try {
    await wanted.first().waitFor({ timeout: 1500 });
    for (let step = 0; step < stepsMax; step += 1) {
      // "Recently used" can list the same title twice.
      if (await wanted.and(page.locator('.focused')).first().isVisible()) {
        await page.keyboard.press('Enter');
        return true;
      }
      await page.keyboard.press('ArrowDown');
    }
  } catch {
    // Not offered yet.
  }
  await page.keyboard.press('Escape');
  return false;
}

async function seen(page: Page, text: string): Promise<string[]> {
  await open(page, text);
  await rows(page).first().waitFor();
  const labels = await rows(page).locator('.label-name').allInnerTexts();
  return labels.map((label) => label.trim());
}

async function open(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input[type=text]');
  // A workbench that is still loading loses the key, and a box that is closing looks open for a moment.
  for (let tries = 0; ; tries += 1) {
    if (!(await input.isVisible())) await page.keyboard.press('F1');
    try {
      await input.fill(`>${text}`, { timeout: 1000 });
      return;
    } catch (error) {
      if (tries >= openTriesMax) throw error;
    }
  }
}

function rows(page: Page) {
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}
