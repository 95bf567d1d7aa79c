// The folders that the bootstraps and the harness share, in one place.
// Everything that a run downloads or creates lies under the cache folder, which git ignores.
// STEADFAST_CACHE moves it: several checkouts may then share one VS Code server (400 MB of download).
// It creates nothing.

import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const cacheDir = resolve(root, process.env['STEADFAST_CACHE'] || '.cache');
export const outDir = join(root, 'out');
export const vsixPath = join(outDir, 'steadfast.vsix');
export const shotsDir = join(outDir, 'shots');
