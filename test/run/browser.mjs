// Chromium for the tests: found, else installed through the system's package manager as root.
// The headless shell comes first: the same engine without the windows around it; a page opens for a
// fifth of the processor time. A whole Chromium or Chrome does too.
// STEADFAST_CHROMIUM names one that lies elsewhere. A browser that is not ours is never changed.
// Only apt is driven; elsewhere, and without root, the exact thing to install is said instead.
// A font comes along, since a machine without any draws empty boxes on every screenshot.

import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { cacheDir } from './paths.mjs';

const shell = 'chromium-headless-shell';
const names = [
  ...[shell, 'chrome-headless-shell'],
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const font = 'fonts-dejavu-core';
/** There where apt once had no headless shell to give, so that the next run does not ask again. */
const noShell = join(cacheDir, 'no-headless-shell');

/** The browser to drive, or undefined. */
export function findBrowser() {
  const chosen = process.env['STEADFAST_CHROMIUM'];
  if (chosen) return chosen;
  return names.map(findOnPath).find((path) => path !== undefined) ?? elsewhere.find(isProgram);
}

export async function ensureBrowser() {
  const present = findBrowser();
  if (present !== undefined && !isProgram(present)) {
    return {
      error: `STEADFAST_CHROMIUM names ${present}, which is no program. Correct or unset it.`,
    };
  }
  const canInstall = process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
  const isGoodEnough =
    !canInstall ||
    /headless-shell/.test(present ?? '') ||
    Boolean(process.env['STEADFAST_CHROMIUM']) ||
    existsSync(noShell);
  if (present !== undefined && isGoodEnough) return { did: 'up to date' };
  if (!canInstall) return { error: advice };

  const { code } = await install([shell, font]);
  if (code === 0 && findOnPath(shell) !== undefined) return { did: 'installed by apt' };
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(noShell, '');
  if (present !== undefined) return { did: 'up to date, without the faster headless shell' };
  const whole = await install(['chromium', font]);
  if (whole.code !== 0) {
    return { error: `apt-get failed:\n${whole.output.trim().slice(-1500)}\n\n${advice}` };
  }
  return findBrowser() === undefined ? { error: advice } : { did: 'installed by apt' };
}

const advice =
  'No Chromium was found. Install one and run this again, for example:\n' +
  `  Debian   sudo apt-get install --no-install-recommends ${shell} ${font}\n` +
  '  Fedora   sudo dnf install chromium-headless dejavu-sans-fonts\n' +
  '  Alpine   sudo apk add chromium font-dejavu\n' +
  'or set STEADFAST_CHROMIUM to the program of a Chromium or Chrome that lies elsewhere.';

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const waits = ['DPkg::Lock::Timeout=120', 'Acquire::http::Timeout=20', 'Acquire::Retries=1'];
  const options = waits.flatMap((wait) => ['-o', wait]);
  let last = { code: 0, output: '' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    last = await run('apt-get', [...options, ...args], { env, timeoutMs: 300_000 });
    if (last.code !== 0) break;
  }
  return last;
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
