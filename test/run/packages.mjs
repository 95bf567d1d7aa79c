// The project's own packages: `npm ci` when node_modules does not hold what the lock file asks for.
// npm writes what it installed to node_modules/.package-lock.json as its last act, so an install
// that was interrupted counts as missing. Install scripts never run (see .npmrc).
// A node_modules that is a link belongs to another checkout and is only read, never replaced.

import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { root } from './paths.mjs';

export async function ensurePackages() {
  const modules = join(root, 'node_modules');
  if (isInstalled(modules)) return { did: 'up to date' };
  if (isLink(modules)) {
    return {
      error:
        'node_modules is a link and does not match package-lock.json. ' +
        'Run `npm ci` in the checkout that it points to, or remove the link.',
    };
  }
  const { code, output } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    timeoutMs: 300_000,
  });
  if (code === 0) return { did: 'installed' };
  return {
    error: `npm ci failed:\n${firstErrors(output)}\nCheck the network and run it again.`,
  };
}

/** The cause stands first; what follows is npm's advice on its options. */
function firstErrors(output) {
  const errors = output.split('\n').filter((line) => line.startsWith('npm error'));
  return (errors.length > 0 ? errors : output.trim().split('\n')).slice(0, 15).join('\n');
}

function isInstalled(modules) {
  let wanted;
  let present;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  // Optional packages are binaries for other platforms: npm leaves those out.
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      entry.devOptional ||
      present[path]?.version === entry.version,
  );
}

function isLink(path) {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
