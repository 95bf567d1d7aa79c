// When who is to be probed with what, read from the books alone.

import assert from 'node:assert/strict';
import type { Target } from '../../src/core/index.ts';
import { createProbePlan } from '../../src/engine/probePlan.ts';
import { validateEngineOptions } from '../../src/engine/index.ts';
import { books } from './books.ts';
import { on } from './rig.ts';

const setUp = (mode: 'recovery' | 'full' = 'recovery') => {
  const all = books('ab');
  const state = { isPaid: true };
  const plan = createProbePlan({
    ...all,
    options: () => validateEngineOptions({ probes: { mode } }),
    rules: {
      isAttended: () => true,
      entries: () => all.rungs,
      mayPay: () => state.isPaid,
      isProbed: () => state.isPaid,
      take: () => Promise.resolve(1),
      bar: () => undefined,
    },
  });
  const next = (busy?: Target): string => {
    const due = plan.next(({ providerId }) => providerId !== busy?.providerId);
    return due === undefined ? 'none' : `${due.what} ${due.target.providerId} ${due.atMs}`;
  };
  const begin = () => plan.started(plan.next(() => true) ?? assert.fail());
  return { ...all, plan, state, next, begin };
};

describe('probe plan', () => {
  it('has nothing to do while all is well', () => {
    assert.equal(setUp().next(), 'none');
  });

  it('confirms doubts once each, and only of a closed breaker', async () => {
    const { plan, next, begin, clock, open } = setUp();
    plan.doubt(on('a'), 'failed');
    plan.doubt(on('a'), 'failed');
    assert.equal(next(), 'confirm a 10000');
    assert.equal(next(on('a')), 'none');
    await clock.advance(10_000);
    begin();
    assert.equal(next(), 'confirm a 30000');
    await clock.advance(20_000);
    begin();
    assert.equal(next(), 'none');
    plan.doubt(on('b'), 'stopped');
    assert.equal(next(), 'confirm b 40000');
    open('b');
    assert.equal(next(), 'recovery b 60000');
    plan.doubt(on('a'), 'failed');
    open('a');
    plan.doubt(on('a'), 'failed');
    assert.equal(next(on('b')), 'recovery a 60000');
  });

  it('only looks whether it can be reached where nothing may be paid', async () => {
    const { plan, next, begin, state, open, clock } = setUp();
    state.isPaid = false;
    plan.doubt(on('a'), 'failed');
    assert.equal(next(), 'reach a 10000');
    open('a');
    assert.equal(next(), 'reach a 30000');
    await clock.advance(30_000);
    begin();
    assert.equal(next(), 'reach a 330000');
  });

  it('waits for pauses and leaves locks alone', () => {
    const { plan, next, pause, lock } = setUp();
    plan.doubt(on('a'), 'failed');
    pause('a', 90_000);
    assert.equal(next(), 'confirm a 90000');
    lock('a');
    assert.equal(next(), 'none');
  });

  it('asks canaries every five minutes in full mode', async () => {
    const { next, begin, clock } = setUp('full');
    assert.equal(next(), 'canary a 300000');
    await clock.advance(300_000);
    begin();
    assert.equal(next(), 'canary b 300000');
    begin();
    assert.equal(next(), 'canary a 600000');
  });

  it('waits twice as long after each that proved nothing, until one does', () => {
    const { plan, next, open } = setUp();
    open('a');
    const due = { target: on('a'), what: 'recovery', atMs: 0 } as const;
    const seen = [1, 2, 3, 9, 10].map((times) => {
      while (times > 0 && (times -= 1) >= 0) plan.ended(due, false);
      return next();
    });
    assert.equal(seen[0], 'recovery a 30000');
    assert.equal(seen.at(-1), 'recovery a 900000');
    plan.ended(due, true);
    assert.equal(next(), 'recovery a 30000');
  });
});
