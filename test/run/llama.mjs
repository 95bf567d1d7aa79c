// llama.cpp as a library, for the tests with a real model: two packages of their own, never among the
// project's, for together with all their variants they are half a gigabyte (`--omit=optional`).
// No install script runs; the program lies ready in its package. Exists here for Linux on x64 only.
// The folder is named after its inputs and appears by one rename: it is complete or not there.

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { cacheDir, root } from './paths.mjs';

const sourceDir = join(root, 'test/llama');
const inputs = ['package.json', 'package-lock.json', '.npmrc'];

/** Where the library is, or will be: the file to load it from. */
export function llamaPaths() {
  const hash = createHash('sha256');
  for (const name of inputs) hash.update(readFileSync(join(sourceDir, name)));
  const home = join(cacheDir, `llama-${hash.digest('hex').slice(0, 12)}`);
  return { home, library: join(home, 'node_modules/@fugood/llama.node/lib/index.js') };
}

export async function ensureLlama() {
  const { home, library } = llamaPaths();
  if (existsSync(library)) return { did: 'up to date' };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return {
      error:
        'The tests with a real model run on Linux x64 only, this is ' +
        `${process.platform} ${process.arch}. Add the package of this platform to test/llama.`,
    };
  }
  const draft = `${home}.partial-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    for (const name of inputs) copyFileSync(join(sourceDir, name), join(draft, name));
    const args = ['ci', '--prefix', draft, '--omit=optional', '--ignore-scripts'];
    const { code, output } = await run('npm', args, { cwd: draft, timeoutMs: 180_000 });
    if (code !== 0)
      return { error: `llama.cpp could not be installed:\n${output.trim().slice(-1500)}` };
    renameSync(draft, home);
    return { did: 'installed' };
  } catch (error) {
    // Another run finished the same folder first: take that one.
    if (existsSync(library)) return { did: 'installed by another run' };
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
