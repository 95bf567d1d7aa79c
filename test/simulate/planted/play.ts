// Plays each planted mistake through seeds until a check notices it, in a worker that can be ended
// when the mistake is one that never ends. Says which were noticed, by which seed and check.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build, type Plugin } from 'esbuild';
import { PLANTS, type Plant } from './plants.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** A seed takes a fraction of a second; what takes so long hangs, and that is noticed too. */
const SEED_MAX_MS = 60_000;
const UNNOTICED_MAX = 1;

type Told = { readonly seed: number; readonly found?: string; readonly failed?: string };

/** The player's code with the mistake in it. Throws where its place is not there, once. */
async function bundle(plant: Plant | undefined, outfile: string): Promise<void> {
  if (plant === undefined) return bundled(outfile, []);
  const at = join(ROOT, 'src', plant.file);
  const text = readFileSync(at, 'utf8');
  if (text.split(plant.find).length !== 2)
    throw new Error(`${plant.file} does not hold, once: ${plant.find}`);
  await bundled(outfile, [
    {
      name: 'plant',
      setup(builder) {
        builder.onLoad({ filter: /\.ts$/ }, ({ path }) =>
          path === at
            ? { contents: text.replace(plant.find, () => plant.replace), loader: 'ts' }
            : undefined,
        );
      },
    },
  ]);
}

async function bundled(outfile: string, plugins: Plugin[]): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'test/simulate/planted/worker.ts')],
    ...{ bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error', plugins },
  });
}

type Seeds = { readonly from: number; readonly to: number };

/** Undefined: no seed noticed it. */
function firstNoticed(file: string, { mode }: Plant, { from, to }: Seeds) {
  return new Promise<Told | undefined>((resolve) => {
    const workerData = { mode: mode ?? 'safety', from, to };
    const worker = new Worker(file, { workerData });
    let seed = from;
    const end = (told: Told | undefined): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(told);
    };
    const hangs = (): void => end({ seed, found: 'never ends' });
    let timer = setTimeout(hangs, SEED_MAX_MS);
    worker.on('message', (told: Told) => {
      if (told.found !== undefined || told.failed !== undefined) return end(told);
      if (told.seed >= to) return end(undefined);
      seed = told.seed + 1;
      clearTimeout(timer);
      timer = setTimeout(hangs, SEED_MAX_MS);
    });
    worker.on('error', (error) => end({ seed, found: `throws ${String(error)}` }));
  });
}

type Asked = {
  readonly seedsMax: number;
  /** Part of a name: the others are left out. */
  readonly only: string;
  readonly say: (line: string) => void;
};

/** 1 where more than one in thirty goes unnoticed. */
export async function playPlants({ seedsMax, only, say }: Asked): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'steadfast-planted-'));
  const unnoticed: string[] = [];
  const plants = PLANTS.filter(({ name }) => name.includes(only));
  try {
    const sound = join(folder, 'sound.mjs');
    await bundle(undefined, sound);
    for (const [nth, plant] of plants.entries()) {
      const file = join(folder, `${nth}.mjs`);
      await bundle(plant, file);
      let [from, falseAlarms] = [1, 0];
      let told: Told | undefined;
      // A seed in which the sound engine is accused as well says nothing about the mistake.
      for (;;) {
        told = await firstNoticed(file, plant, { from, to: seedsMax });
        if (told === undefined) break;
        const { seed } = told;
        if ((await firstNoticed(sound, plant, { from: seed, to: seed })) === undefined) break;
        falseAlarms += 1;
        from = seed + 1;
        told = undefined;
        if (from > seedsMax) break;
      }
      const like = plant.like === undefined ? '' : ` (${plant.like})`;
      const alarms = falseAlarms === 0 ? '' : ` [${falseAlarms} false alarms before]`;
      if (told === undefined) unnoticed.push(plant.name);
      say(
        told === undefined
          ? `UNNOTICED  ${plant.name}${like}${alarms}`
          : `seed ${told.seed}  ${plant.name}${like}: ${told.found ?? told.failed}${alarms}`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  say(`${plants.length - unnoticed.length} of ${plants.length} noticed in ${seedsMax} seeds`);
  return unnoticed.length > UNNOTICED_MAX ? 1 : 0;
}
