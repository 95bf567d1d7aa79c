// Notification toasts and modal dialogs: reading them and pressing their buttons.
// They only show on a server without the driver flag.
// A toast hides by itself after some seconds; reading opens nothing and closes nothing.

import type { Locator, Page } from 'playwright-core';
import { runCommand } from './palette.ts';

export interface Notification {
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'error' | 'none';
  readonly buttons: readonly string[];
}

/** Waits for the toast with this text and returns it. */
export async function waitForNotification(
  page: Page,
  text: string | RegExp,
  withinMs = 40_000,
): Promise<Notification> {
  const toast = page.locator('.notification-toast').filter({ hasText: text }).first();
  try {
    await toast.waitFor({ timeout: withinMs });
  } catch (error) {
    await runCommand(page, 'Notifications: Show Notifications');
    const all = await page.locator('.notification-list-item-message').allInnerTexts();
    throw new Error(`No toast said ${String(text)}, but: ${all.join(' | ')}`, { cause: error });
  }
  return await readToast(toast);
}

/** Presses a button of the toast with this text. */
export async function pressInNotification(
  page: Page,
  text: string | RegExp,
  button: string,
): Promise<void> {
  const toast = page.locator('.notification-toast').filter({ hasText: text }).first();
  await toast.getByRole('button', { name: button, exact: true }).click();
}

/** By VS Code's own command: toasts slide in and hide by themselves while one aims at them. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notification-toast:visible').first().waitFor({ state: 'hidden' });
}

/** Waits for a modal dialog with this text and returns all that it says. */
export async function waitForDialog(page: Page, text: string | RegExp): Promise<string> {
  const dialog = page.locator('.monaco-dialog-box').filter({ hasText: text });
  await dialog.waitFor();
  return (await dialog.innerText()).trim();
}

export async function pressInDialog(page: Page, button: string): Promise<void> {
  await page
    .locator('.monaco-dialog-box')
    .getByRole('button', { name: button, exact: true })
    .click();
}

async function readToast(toast: Locator): Promise<Notification> {
  const icon = (await toast.locator('.notification-list-item-icon').getAttribute('class')) ?? '';
  const severity = /codicon-(info|warning|error)/.exec(icon)?.[1] as
    | Notification['severity']
    | undefined;
  return {
    text: (await toast.locator('.notification-list-item-message').innerText()).trim(),
    severity: severity ?? 'none',
    buttons: await toast
      .locator('.notification-list-item-buttons-container .monaco-button')
      .allInnerTexts(),
  };
}
