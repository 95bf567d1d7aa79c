// Screenshots for people to judge: into out/shots/, or into the folder that STEADFAST_SHOTS names.
// A journey takes its own only where SHOTS asks for them (`SHOTS=1`, `SHOTS=all`): each costs half a
// second of processor time, and nobody looks at those of a plain test run.
// Names are made safe for every file system; the same name overwrites.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { root, shotsDir } from '../run/paths.mjs';

/** One more picture of a journey, if pictures are wanted. */
export async function takeShot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS']) await takePicture(page, name);
}

/** Takes a picture of the whole window and returns its path. */
export async function takePicture(page: Page, name: string): Promise<string> {
  const folder = resolve(root, process.env['STEADFAST_SHOTS'] ?? shotsDir);
  mkdirSync(folder, { recursive: true });
  const safe = name.replaceAll(/[^\w.-]+/g, '-').slice(0, 120);
  const path = join(folder, `${safe}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
