// The default rule: what a failure and an answer are worth, how evidence fades, when it opens, and
// for how long.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import {
  afterAnswered,
  afterFailed,
  faded,
  limitOf,
  nearly,
  sequentialRule,
} from '../../src/engine/sequentialRule.ts';
import { CLEAN } from '../../src/engine/tripRule.ts';

const options = DEFAULT_BREAKER_OPTIONS;
const half = options.halfLifeMs;
const why = (score: number, isProbed = true) =>
  sequentialRule.whyOpen({ ...CLEAN, score }, options, isProbed);
const at = (value: number) => ({ next: () => value });

describe('sequential rule', () => {
  it('adds 3 for a failure, half for half a one, and takes ½ away for an answer', () => {
    assert.ok(Math.abs(afterFailed(0, 1) - 3) < 0.01);
    assert.ok(Math.abs(afterFailed(0, 0.5) - 1.5) < 0.01);
    assert.ok(Math.abs(afterAnswered(3) - 2.51) < 0.01);
    assert.equal(afterAnswered(0.2), 0);
  });

  it('opens at the evidence for its kind of target, with the figure', () => {
    assert.equal(why(8.49), undefined);
    assert.deepEqual(why(8.94), { rule: 'evidence', score: 8.9, limit: 8.5 });
    assert.deepEqual(why(5.5, false), { rule: 'evidence', score: 5.5, limit: 5.5 });
    const never = { ...options, score: 0 };
    assert.equal(sequentialRule.whyOpen({ ...CLEAN, score: 1e9 }, never, true), undefined);
  });

  it('opens in a total outage with the second confirming probe, 30 s after the first failure', () => {
    const first = afterFailed(0, 1);
    const second = afterFailed(faded(first, 10_000, half), 1);
    assert.equal(why(second), undefined);
    assert.ok(why(afterFailed(faded(second, 20_000, half), 1)));
  });

  it('forgets half in the half-life, and nothing when the calendar goes back', () => {
    assert.ok(Math.abs(faded(8, half, half) - 4) < 1e-9);
    assert.equal(faded(8, -5_000, half), 8);
  });

  it('reopens after a trial by one full failure within seven minutes, not after eight', () => {
    for (const isProbed of [true, false]) {
      const limit = limitOf(options, isProbed);
      const after = (minutes: number) =>
        afterFailed(faded(nearly(limit), minutes * 60_000, half), 1);
      assert.ok(why(after(7), isProbed));
    }
    assert.equal(why(afterFailed(faded(nearly(8.5), 8 * 60_000, half), 1)), undefined);
  });

  it('doubles the open time with each failed trial up to its cap, spread by a fifth', () => {
    const openFor = (opens: number, chance: number) =>
      Math.round(sequentialRule.openForMs({ options, opens, random: at(chance) }));
    assert.deepEqual(
      [0, 1, 2, 5, 50].map((opens) => openFor(opens, 0.5)),
      [30_000, 60_000, 120_000, 900_000, 900_000],
    );
    assert.deepEqual([openFor(0, 0), openFor(0, 0.999_999)], [24_000, 36_000]);
    const long = { ...options, openMs: 600_000, openMaxMs: 1_000 };
    const ownMs = sequentialRule.openForMs({ options: long, opens: 3, random: at(0.5) });
    assert.equal(Math.round(ownMs), 600_000, 'the first time is never cut');
  });

  it('never opens by one request, nor without a failure', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0.5, 1)), fc.nat(20), (weights, answers) => {
        const worst = Math.max(0, ...weights);
        let score = afterFailed(0, worst);
        for (let i = 0; i < answers; i += 1) score = afterAnswered(score);
        assert.equal(why(score, false), undefined);
      }),
    );
  });
});
