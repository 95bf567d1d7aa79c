// Installs what is missing before a start or a test run; plain Node, for it runs before `npm ci`.
// Four parts: the project's packages, the VS Code server, Chromium, llama.cpp. Each prints one line.
// A warm run only looks (well under a second). It never updates anything that already fits.
// Whatever cannot be installed here is named with the remedy, and the process ends with 1.

import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { endChildrenOnSignal } from './child.mjs';
import { ensureLlama } from './llama.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureServer } from './server.mjs';

const parts = {
  packages: ensurePackages,
  server: ensureServer,
  browser: ensureBrowser,
  llama: ensureLlama,
};

/** A part that is missing and cannot be installed here; the message says what a person has to do. */
export class CannotInstall extends Error {}

/** Makes sure of the named parts, in their order; throws `CannotInstall` with the remedy. */
export async function ensure(...names) {
  for (const [name, part] of Object.entries(parts)) {
    if (!names.includes(name)) continue;
    const startedMs = performance.now();
    const { did, error } = await part();
    const took = ((performance.now() - startedMs) / 1000).toFixed(1);
    if (error !== undefined) {
      console.log(`ensure ${name.padEnd(8)} failed after ${took} s`);
      throw new CannotInstall(error);
    }
    console.log(`ensure ${name.padEnd(8)} ${did}, ${took} s`);
  }
}

/** `ensure`, for a program's entry: prints the remedy and ends the process where a part cannot be had. */
export async function ensureOrExit(...names) {
  try {
    await ensure(...names);
  } catch (error) {
    if (!(error instanceof CannotInstall)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  endChildrenOnSignal();
  const asked = process.argv.slice(2);
  await ensureOrExit(...(asked.length > 0 ? asked : Object.keys(parts)));
}
