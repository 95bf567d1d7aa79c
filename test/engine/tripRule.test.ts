// The tally that both rules read: what changes it, and that a change of rule loses nothing.

import assert from 'node:assert/strict';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import {
  afterFailure,
  afterSuccess,
  afterTrial,
  CLEAN,
  ruleOf,
  scoreOf,
} from '../../src/engine/tripRule.ts';

const options = DEFAULT_BREAKER_OPTIONS;
const at = (nowMs: number) => ({ nowMs, options });
const round = (score: number): number => Math.round(score * 100) / 100;

describe('trip rule', () => {
  it('counts for both rules at once: every attempt, and each request’s worst', () => {
    let tally = afterFailure(CLEAN, { weight: 1, fresh: 1 }, at(0));
    tally = afterFailure(tally, { weight: 1, fresh: 0 }, at(0));
    assert.deepEqual(
      { ...tally, score: round(tally.score) },
      { failures: 2, weight: 2, score: 3, atMs: 0 },
    );
  });

  it('forgets failures in a row with a success; evidence only where the success counts', () => {
    const failed = afterFailure(CLEAN, { weight: 1, fresh: 1 }, at(0));
    const again = afterSuccess(failed, false, at(0));
    assert.deepEqual([again.failures, again.weight, round(again.score)], [0, 0, 3]);
    assert.equal(round(afterSuccess(failed, true, at(0)).score), 2.51);
  });

  it('fades from one count to the next', () => {
    const failed = afterFailure(CLEAN, { weight: 1, fresh: 1 }, at(0));
    assert.equal(round(scoreOf(failed, at(options.halfLifeMs))), 1.5);
    const later = afterFailure(failed, { weight: 1, fresh: 1 }, at(options.halfLifeMs));
    assert.equal(round(later.score), 4.49);
  });

  it('stands near both limits after a trial', () => {
    assert.deepEqual(afterTrial(true, at(9)), { failures: 4, weight: 4, score: 6.5, atMs: 9 });
    assert.equal(afterTrial(false, at(9)).score, 3.5);
  });

  it('reads the rule live', () => {
    const tally = { failures: 5, weight: 5, score: 3, atMs: 0 };
    const why = (rule: 'consecutive' | 'sequential') =>
      ruleOf({ ...options, rule }).whyOpen(tally, options, false)?.rule;
    assert.deepEqual([why('consecutive'), why('sequential')], ['in-a-row', undefined]);
  });
});
