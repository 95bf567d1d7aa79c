// Quick picks and input boxes of the extension: what they ask, what they offer, answering them.
// Each step waits for the box that it expects, so consecutive boxes need no sleeping in a test.
// The command palette is a quick pick too but has its own file.

import type { Locator, Page } from 'playwright-core';

export interface QuickInput {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The line under an input box: the prompt or the validation message. */
  readonly message: string;
  readonly isPassword: boolean;
  /** Labels of the rows; empty for an input box. */
  readonly rows: readonly string[];
}

/** Reads the open box; with `title` it waits until the box with that title is the open one. */
export async function readQuickInput(page: Page, title?: string | RegExp): Promise<QuickInput> {
  const box = await opened(page, title);
  const input = box.locator('.quick-input-box input');
  return {
    title: (await box.locator('.quick-input-title').innerText()).trim(),
    placeholder: (await input.getAttribute('placeholder')) ?? '',
    value: await input.inputValue(),
    message: (await box.locator('.quick-input-message').allInnerTexts()).join('').trim(),
    isPassword: (await input.getAttribute('type')) === 'password',
    rows: await rowNames(box).allInnerTexts(),
  };
}

/** Takes the row with this label (whole text, icons not counted). */
export async function pickRow(
  page: Page,
  label: string | RegExp,
  title?: string | RegExp,
): Promise<void> {
  const box = await opened(page, title);
  const wanted = typeof label === 'string' ? new RegExp(`^\\s*${escaped(label)}\\s*$`) : label;
  const row = rowNames(box).filter({ hasText: wanted }).first();
  // Only rows in sight exist; a long list is narrowed as a person would.
  if (typeof label === 'string' && !(await seenSoon(row))) {
    await box.locator('.quick-input-box input').fill(label);
  }
  await row.click();
}

async function seenSoon(row: Locator): Promise<boolean> {
  return await row.waitFor({ timeout: 1500 }).then(
    () => true,
    () => false,
  );
}

/** Types into the input box and accepts it; with `submit: false` it only types. */
export async function typeIntoBox(
  page: Page,
  text: string,
  options: { readonly title?: string | RegExp; readonly submit?: boolean } = {},
): Promise<void> {
  const box = await opened(page, options.title);
  const input = box.locator('.quick-input-box input');
  await input.fill(text);
  if (options.submit === false) return;
  // Enter while validation runs is dropped by VS Code.
  await page.waitForTimeout(100);
  await input.press('Enter');
}

/** The validation message of the open input box, waiting until there is one that matches. */
export async function validationMessage(page: Page, wanted: string | RegExp): Promise<string> {
  const message = page.locator('.quick-input-widget:visible .quick-input-message');
  const matching = message.filter({ hasText: wanted });
  await matching.waitFor();
  return (await matching.innerText()).trim();
}

export async function dismissQuickInput(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
}

async function opened(page: Page, title?: string | RegExp): Promise<Locator> {
  const widget = page.locator('.quick-input-widget:visible');
  const box =
    title === undefined
      ? widget
      : widget.filter({ has: page.locator('.quick-input-title', { hasText: title }) });
  await box.waitFor();
  return box;
}

/** Labels only: the line below a label has the same class, and VS Code leaves old ones standing. */
function rowNames(box: Locator): Locator {
  return box.locator('.monaco-list-row .quick-input-list-row:first-child .label-name');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
