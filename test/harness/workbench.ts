// Opens the workbench in a page and waits until a person could use it.
// The payload carries extension development and test options to a server that has the driver flag.
// What happens in the page afterwards is for palette.ts, chatFrame.ts and their neighbours.

import type { Page } from 'playwright-core';
import type { Server } from './vscodeServer.ts';

export interface WorkbenchTarget {
  readonly folder: string;
  /** Pairs as the web client wants them, e.g. `['skipWelcome', 'true']`. */
  readonly payload?: readonly (readonly [string, string])[];
}

export function workbenchUrl(server: Pick<Server, 'origin'>, target: WorkbenchTarget): string {
  const query = new URLSearchParams({ folder: target.folder });
  if (target.payload !== undefined) query.set('payload', JSON.stringify(target.payload));
  return `${server.origin}/?${query.toString()}`;
}

/** Loads the workbench and waits until its parts stand. */
export async function openWorkbench(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' });
  await workbenchReady(page);
}

/** Reloads as a person would; state that VS Code writes lazily gets the time to reach the disk. */
export async function reloadWorkbench(page: Page): Promise<void> {
  await page.waitForTimeout(lazyWriteMs);
  await page.reload({ waitUntil: 'commit' });
  await workbenchReady(page);
}

/** Measured: VS Code flushes state about one second after a change. */
const lazyWriteMs = 1500;

async function workbenchReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  // The remote indicator loses "Opening Remote..." when the extension host's server is connected.
  await page
    .locator('.monaco-workbench .statusbar-item')
    .filter({ hasNotText: 'Opening Remote' })
    .first()
    .waitFor({ timeout: 60_000 });
}
