// The article's rule: failures in a row, half ones counting half, and the figure in words.

import assert from 'node:assert/strict';
import {
  afterFailure,
  afterTrial,
  CLEAN,
  whyOpen,
  type Tally,
} from '../../src/engine/consecutiveRule.ts';

const options = (failures: number) => ({ rule: 'consecutive', failures, openMs: 1 }) as const;
const failed = (times: number, weight = 1): Tally => {
  let tally = CLEAN;
  for (let i = 0; i < times; i += 1) tally = afterFailure(tally, weight);
  return tally;
};

describe('consecutive rule', () => {
  it('opens at the figure, not before', () => {
    assert.equal(whyOpen(failed(4), options(5)), undefined);
    assert.equal(whyOpen(failed(5), options(5)), '5 failures in a row');
    assert.equal(whyOpen(failed(1), options(1)), '1 failure');
  });

  it('counts half failures half', () => {
    assert.equal(whyOpen(failed(9, 0.5), options(5)), undefined);
    assert.equal(whyOpen(failed(10, 0.5), options(5)), '10 failures in a row');
  });

  it('never opens at figure 0', () => {
    assert.equal(whyOpen(failed(1000), options(0)), undefined);
  });

  it('stands one full failure below the limit after a trial', () => {
    for (const failures of [1, 2, 5]) {
      const tally = afterTrial(options(failures));
      assert.equal(whyOpen(tally, options(failures)), undefined);
      assert.ok(whyOpen(afterFailure(tally, 1), options(failures)));
    }
  });
});
