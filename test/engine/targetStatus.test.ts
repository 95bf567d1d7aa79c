// One word for how a target is, until when, and why; a lock outweighs a trial, a trial a pause.

import assert from 'node:assert/strict';
import { targetStatus } from '../../src/engine/targetStatus.ts';
import { books } from './books.ts';
import { A } from './byHand.ts';

const setUp = () => {
  const all = books('a');
  const status = () => targetStatus(all, A);
  return { ...all, status };
};

describe('target status', () => {
  it('is working when nothing is known', () => {
    const { status } = setUp();
    assert.deepEqual(status(), { target: A, breaker: 'closed', state: 'working' });
  });

  it('is paused with the figure and the end on both clocks', async () => {
    const { status, open, clock } = setUp();
    open('a');
    await clock.advance(10_000);
    const { state, why, untilMs, untilWallMs, error } = status();
    assert.deepEqual([state, why, untilMs], ['paused', '5 failures in a row', 30_000]);
    assert.equal(untilWallMs, clock.wallMs() + 20_000);
    assert.equal(error?.kind, 'server');
  });

  it('has no end to count down to once the open time is over', async () => {
    const { status, open, clock } = setUp();
    open('a');
    await clock.advance(30_000);
    assert.deepEqual([status().state, status().untilMs], ['paused', undefined]);
  });

  it('is paused until whichever ends last', () => {
    const { status, open, pause } = setUp();
    open('a');
    pause('a', 20_000);
    assert.equal(status().untilMs, 30_000);
    pause('a', 40_000);
    assert.deepEqual([status().untilMs, status().why], [40_000, 'the server asks for 40 s']);
  });

  it('is checking while a trial runs, and locked above all', () => {
    const { status, open, breakers, lock } = setUp();
    open('a');
    breakers.claim(A, { trial: 'live' });
    assert.deepEqual([status().state, status().breaker], ['checking', 'half-open']);
    lock('a');
    assert.deepEqual([status().state, status().error?.kind], ['locked', 'auth']);
  });
});
