// Whole worlds: the same plan is the same journal, and the checks find nothing in a few dozen days
// of faults. Seeds in which something was found once are kept here for good.

import assert from 'node:assert/strict';
import { createJudge } from '../../simulate/judge.ts';
import { pump } from '../../simulate/pump.ts';
import { runSeed } from '../../simulate/runSeed.ts';
import { planOf } from '../../../src/sim/world/plan.ts';
import { runWorld } from '../../../src/sim/world/world.ts';

describe('a world', function () {
  this.timeout(60_000);

  it('is the same, byte for byte, with the same seed', async () => {
    const asked = { seed: 3, days: 1, mode: 'safety', perDay: 30 } as const;
    const [first, second] = [await runSeed(asked), await runSeed(asked)];
    assert.equal(first.hash, second.hash);
    assert.notEqual((await runSeed({ ...asked, seed: 4 })).hash, first.hash);
  });

  it('leaves nothing behind', async () => {
    const plan = planOf({ seed: 8, days: 1, mode: 'safety', perDay: 20 });
    const { observer } = createJudge(plan);
    const end = await runWorld({ pump, observer }, plan);
    assert.deepEqual([end.timers, end.streams, end.unanswered], [0, 0, 0]);
    assert.ok(end.requests > 0 && end.events > end.requests);
  });

  it('is the same without chaos as with chaos that never strikes', async () => {
    const plan = planOf({ seed: 9, days: 1, mode: 'safety', perDay: 20 });
    const rules = [{ providerId: 'nobody', fault: { what: 'outage' } }] as const;
    const hashes = [];
    for (const options of [plan.options, { ...plan.options, chaos: { rules } }]) {
      const { observer, judged } = createJudge({ ...plan, options });
      const end = await runWorld({ pump, observer }, { ...plan, options });
      hashes.push(judged(end).hash);
    }
    assert.equal(hashes[0], hashes[1]);
  });

  for (const mode of ['safety', 'liveness'] as const)
    it(`keeps its promises in days of faults: ${mode}`, async () => {
      for (let seed = 1; seed <= 24; seed += 1) {
        const { violations } = await runSeed({ seed, days: 1, mode, perDay: 20 });
        assert.deepEqual(
          violations,
          [],
          `npm run sim -- --seed ${seed} --mode ${mode} --per-day 20`,
        );
      }
    });
});
