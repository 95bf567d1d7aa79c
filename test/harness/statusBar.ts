// The extension's status bar item: its text, its label for screen readers, pressing it.
// VS Code gives items the id "<extension id>.<item id>"; icons are no text, so they are left out.

import type { Locator, Page } from 'playwright-core';

const extensionId = 'steadfast.steadfast';

/** Waits until one of our items shows this text, and returns all its text. */
export async function waitForStatusBar(
  page: Page,
  text: string | RegExp,
  withinMs = 30_000,
): Promise<string> {
  const item = items(page).filter({ hasText: text }).first();
  await item.waitFor({ timeout: withinMs });
  return (await item.innerText()).trim();
}

/** What a screen reader says for our item. */
export async function statusBarLabel(page: Page): Promise<string> {
  return (await items(page).first().getAttribute('aria-label')) ?? '';
}

/** The tooltip of our item as text; it stays open until the mouse goes elsewhere. */
export async function statusBarTooltip(page: Page): Promise<string> {
  await items(page).first().hover();
  const hover = page.locator('.monaco-hover:visible');
  await hover.waitFor();
  return (await hover.innerText()).trim();
}

export async function pressStatusBar(page: Page): Promise<void> {
  await items(page).first().click();
}

function items(page: Page): Locator {
  return page.locator(`.statusbar-item[id^="${extensionId}" i]`);
}
