// Chromium for the workbench: found, else installed through the system's package manager as root.
// STEADFAST_CHROMIUM names one that lies elsewhere. A browser that is not ours is never changed.
// Only apt is driven; elsewhere, and without root, the exact thing to install is said instead.
// A font comes along, since a machine without any draws empty boxes on every screenshot.

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const aptPackages = ['chromium', 'fonts-dejavu-core'];

/** The browser to drive, or undefined. */
export function findBrowser() {
  const chosen = process.env['STEADFAST_CHROMIUM'];
  if (chosen) return chosen;
  return names.map(findOnPath).find((path) => path !== undefined) ?? elsewhere.find(isProgram);
}

export async function ensureBrowser() {
  const present = findBrowser();
  if (present !== undefined) {
    if (isProgram(present)) return { did: 'up to date' };
    return {
      error: `STEADFAST_CHROMIUM names ${present}, which is no program. Correct or unset it.`,
    };
  }
  const advice =
    'No Chromium was found. Install one and run this again, for example:\n' +
    `  Debian   sudo apt-get install --no-install-recommends ${aptPackages.join(' ')}\n` +
    '  Fedora   sudo dnf install chromium dejavu-sans-fonts\n' +
    '  Alpine   sudo apk add chromium font-dejavu\n' +
    'or set STEADFAST_CHROMIUM to the program of a Chromium or Chrome that lies elsewhere.';
  if (process.getuid?.() !== 0 || findOnPath('apt-get') === undefined) return { error: advice };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  const steps = [
    [...wait, 'update'],
    [...wait, 'install', '-y', '--no-install-recommends', ...aptPackages],
  ];
  for (const args of steps) {
    const { code, output } = await run('apt-get', args, { env, timeoutMs: 300_000 });
    if (code !== 0) {
      return { error: `apt-get failed:\n${output.trim().slice(-1500)}\n\n${advice}` };
    }
  }
  return findBrowser() === undefined ? { error: advice } : { did: 'installed by apt' };
}

/** A program on PATH, as an absolute path, or undefined. */
export function findOnPath(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder !== '' && isProgram(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
