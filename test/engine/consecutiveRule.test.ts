// The article's rule: failures in a row, half ones counting half, and a figure for the reason.

import assert from 'node:assert/strict';
import { consecutiveRule, nearlyInARow } from '../../src/engine/consecutiveRule.ts';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import { afterFailure, CLEAN, type Tally } from '../../src/engine/tripRule.ts';

const options = (failures: number) => ({ ...DEFAULT_BREAKER_OPTIONS, failures, openMs: 7 });
const moment = { nowMs: 0, options: options(5) };
const failed = (times: number, weight = 1, from = CLEAN): Tally => {
  let tally = from;
  for (let i = 0; i < times; i += 1) tally = afterFailure(tally, { weight, fresh: 0 }, moment);
  return tally;
};
const whyOpen = (tally: Tally, failures: number) =>
  consecutiveRule.whyOpen(tally, options(failures), false);

describe('consecutive rule', () => {
  it('opens at the figure, not before', () => {
    assert.equal(whyOpen(failed(4), 5), undefined);
    assert.deepEqual(whyOpen(failed(5), 5), { rule: 'in-a-row', failures: 5, limit: 5 });
    assert.deepEqual(whyOpen(failed(1), 1), { rule: 'in-a-row', failures: 1, limit: 1 });
  });

  it('counts half failures half', () => {
    assert.equal(whyOpen(failed(9, 0.5), 5), undefined);
    assert.deepEqual(whyOpen(failed(10, 0.5), 5), { rule: 'in-a-row', failures: 10, limit: 5 });
  });

  it('never opens at figure 0', () => {
    assert.equal(whyOpen(failed(1000), 0), undefined);
  });

  it('stands one full failure below the limit after a trial', () => {
    for (const failures of [1, 2, 5]) {
      const tally = { ...CLEAN, ...nearlyInARow(failures) };
      assert.equal(whyOpen(tally, failures), undefined);
      assert.ok(whyOpen(failed(1, 1, tally), failures));
    }
  });

  it('is always open for the same time, and draws nothing', () => {
    const random = { next: () => assert.fail('no chance in it') };
    for (const opens of [0, 1, 9])
      assert.equal(consecutiveRule.openForMs({ options: options(5), opens, random }), 7);
  });
});
