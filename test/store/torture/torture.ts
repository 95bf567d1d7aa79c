/*
 * So many deaths, in rounds on a fresh folder each, and what became of what had been acknowledged.
 * A folder whose verdict is bad is kept, so that one can look into it.
 */
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { bundleWorker, live } from './lives.ts';
import { verdictOn } from './verdict.ts';

const KILLS_PER_ROUND = 50;

export type Toll = {
  readonly kills: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly losses: readonly string[];
};

export type Torture = {
  readonly kills: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
};

export async function torture({ kills, seed, say }: Torture): Promise<Toll> {
  const home = await fs.mkdtemp(join(tmpdir(), 'steadfast-torture-'));
  const worker = await bundleWorker(home);
  const random = createSeededRandom(seed);
  const counts: Record<string, number> = {};
  const losses: string[] = [];
  let dead = 0;
  for (let round = 1; dead < kills; round += 1) {
    const folder = join(home, `round ${round}`);
    const now = Math.min(KILLS_PER_ROUND, kills - dead);
    const lives = await live({ worker, folder, kills: now, random });
    const verdict = await verdictOn(folder, lives);
    dead += now;
    for (const [what, count] of Object.entries(verdict.counts))
      counts[what] = (counts[what] ?? 0) + count;
    losses.push(...verdict.losses.map((loss) => `${folder}: ${loss}`));
    if (verdict.losses.length === 0) await fs.rm(folder, { recursive: true });
    say?.(`${dead} of ${kills} killed, ${losses.length} losses`);
  }
  if (losses.length === 0) await fs.rm(home, { recursive: true });
  return { kills: dead, counts, losses };
}
