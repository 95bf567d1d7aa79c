// Drills: a chain of two keeps its promise where a single one breaks, and a backup is what helps.

import assert from 'node:assert/strict';
import { backupFor, drill, DRILL_FAULTS, type DrillFault } from '../../../src/sim/drill/drill.ts';
import { pump } from '../../simulate/pump.ts';
import { PAIR, rung } from './stage.ts';

const faults = Object.keys(DRILL_FAULTS) as DrillFault[];
const asked = { chain: PAIR, options: {}, faults, waitMaxMs: 60_000, seed: 1 };

describe('a drill', function () {
  this.timeout(60_000);

  it('plays each fault, and shows the worst case by the names of the chain', async () => {
    const report = await drill(pump, asked);
    assert.deepEqual(
      report.scenes.map(({ fault }) => fault),
      faults,
    );
    assert.equal(report.isKept, true, JSON.stringify(report.scenes));
    assert.equal(report.help, undefined);
    for (const { questions, answered, waitP95Ms, waitMostMs } of report.scenes) {
      assert.ok(questions > 5 && answered === questions);
      assert.ok(waitP95Ms <= waitMostMs);
    }
    const { journal } = report.worst;
    assert.equal(journal.filter(({ type }) => type === 'request-ended').length, 1);
    const text = JSON.stringify(journal);
    assert.ok(text.includes('model of claude') && !text.includes('rung-'), text);
  });

  it('finds that a single provider needs a backup', async () => {
    const alone = { ...asked, chain: [rung('claude')], faults: ['outage'] as const };
    const { isKept, worst, help } = await drill(pump, alone);
    assert.deepEqual([isKept, worst.isAnswered], [false, false]);
    assert.deepEqual(help, { how: 'backup', brokenBefore: 1, brokenThen: 0 });
  });

  it('is the same with the same seed', async () => {
    const once = { ...asked, faults: ['partial-failure'] as const };
    assert.deepEqual(await drill(pump, once), await drill(pump, once));
  });

  it('refuses what it cannot play', async () => {
    await assert.rejects(drill(pump, { ...asked, chain: [] }), /chain is empty/);
    await assert.rejects(drill(pump, { ...asked, faults: [] }), /faults is empty/);
    assert.throws(() => backupFor([]), /chain is empty/);
  });
});
