// Plays seeds one after the other on an engine with a mistake in it, until a check finds something.

import { parentPort, workerData } from 'node:worker_threads';
import type { Mode } from '../../../src/sim/world/plan.ts';
import { runSeed } from '../runSeed.ts';

const tell = parentPort?.postMessage.bind(parentPort) ?? (() => undefined);
type Data = { readonly mode: Mode; readonly from: number; readonly to: number };
const { mode, from, to } = workerData as Data;

const PER_DAY = 300;

for (let seed = from; seed <= to; seed += 1) {
  const { violations } = await runSeed({ seed, days: 1, mode, perDay: PER_DAY });
  const [first] = violations;
  const found = first && `(${first.invariant}) ${first.what}`;
  tell(found === undefined ? { seed } : { seed, found });
  if (found !== undefined) break;
}
