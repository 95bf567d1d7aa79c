/*
 * The engine's figures, measured on what a bundler makes of it, as in the product: a loader for
 * TypeScript names every closure at run time and would be measured along with it.
 */
import { build } from 'esbuild';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Section } from '../figure.ts';
import type { Say } from '../main.ts';
import type * as Rounds from './rounds.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDER = `${ROOT}out/bench`;

export async function benchEngine(say: Say): Promise<Section[]> {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = `${FOLDER}/engine.mjs`;
  try {
    await build({
      entryPoints: [fileURLToPath(new URL('rounds.ts', import.meta.url))],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'error',
    });
    const { playRounds } = (await import(pathToFileURL(outfile).href)) as typeof Rounds;
    return await playRounds(say);
  } finally {
    rmSync(outfile, { force: true });
  }
}
