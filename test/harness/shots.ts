// Screenshots for people to judge: into out/shots/, or into the folder that STEADFAST_SHOTS names.
// Names are made safe for every file system; the same name overwrites.

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { root, shotsDir } from '../run/paths.mjs';

/** Takes a picture of the whole window and returns its path. */
export async function takeShot(page: Page, name: string): Promise<string> {
  const folder = resolve(root, process.env['STEADFAST_SHOTS'] ?? shotsDir);
  mkdirSync(folder, { recursive: true });
  const safe = name.replaceAll(/[^\w.-]+/g, '-').slice(0, 120);
  const path = join(folder, `${safe}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
