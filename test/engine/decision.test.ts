// The router's next step, situation by situation. Nothing is claimed by looking.

import assert from 'node:assert/strict';
import type { ErrorKind } from '../../src/core/index.ts';
import { nothingShown } from '../../src/engine/shown.ts';
import { books } from './books.ts';
import { failure } from './byHand.ts';
import { on } from './rig.ts';

const failed = (all: ReturnType<typeof books>, name: string, kind: ErrorKind, delayMs?: number) => {
  const error = failure(kind, delayMs === undefined ? {} : { retryAfterMs: delayMs });
  all.pauses.failed(on(name), error);
  all.journey.failed({ target: on(name), error, shown: nothingShown(), text: '' });
};

describe('decision', () => {
  it('asks the first that is well, and changes nothing by looking', () => {
    const all = books('abc');
    assert.equal(all.decide(), 'ask a');
    all.open('a');
    const notes = all.notes.length;
    assert.equal(all.decide(), 'ask b -a:open');
    assert.equal(all.decide(), 'ask b -a:open');
    assert.equal(all.notes.length, notes);
  });

  it('passes over open, paused and locked targets with the reason', () => {
    const all = books('abcd');
    all.open('a');
    all.pause('b', 10_000);
    all.lock('c');
    assert.equal(all.decide(), 'ask d -a:open -b:paused -c:locked');
  });

  it('passes over whose limit of rate is used up, and waits for it where nobody else is', () => {
    const all = books('ab');
    all.rungs[0] = { ...all.rungs[0]!, requestsPerMinute: 1 };
    all.rates.reserve(on('a'), all.call.request);
    assert.equal(all.decide(), 'ask b -a:rate');
    all.lock('b');
    assert.equal(all.decide(), 'wait a 60000 rate -b:locked -a:rate');
    assert.equal(all.decide({ deadlineAtMs: 60_000 }), 'end -b:locked -a:rate');
    all.journey.hurry(on('a'));
    assert.equal(all.decide(), 'ask a -b:locked');
  });

  it('asks who has room before who has little left, but for whom the person picked', () => {
    const all = books('ab');
    const limits = { requests: { limit: 100, remaining: 14, resetsInMs: 1e6 } };
    const response = { type: 'response-start', status: 200, limits } as const;
    all.rates.reserve(on('a'), all.call.request).see(response);
    assert.equal(all.decide(), 'ask b -a:headroom');
    assert.equal(all.decide({ limits: { ...all.call.limits, first: on('a') } }), 'ask a');
    all.lock('b');
    assert.equal(all.decide(), 'ask a -b:locked');
    const more = { requests: { limit: 100, remaining: 15, resetsInMs: 1e6 } };
    all.rates.reserve(on('a'), all.call.request).see({ ...response, limits: more });
    assert.equal(all.decide(), 'ask a');
  });

  it('asks who had no place after the others', () => {
    const all = books('ab');
    all.journey.postpone(on('a'));
    assert.equal(all.decide(), 'ask b');
    all.lock('b');
    assert.equal(all.decide(), 'ask a -b:locked');
  });

  it('tries the first again once its open time is over (article rule)', async () => {
    const all = books('ab');
    all.open('a');
    await all.clock.advance(30_000);
    assert.equal(all.decide(), 'trial a');
    all.breakers.claim(on('a'), { trial: 'live' });
    assert.equal(all.decide(), 'ask b -a:open');
  });

  it('makes the question a live trial when every one is open', () => {
    const all = books('ab');
    all.open('a');
    all.open('b');
    assert.equal(all.decide(), 'trial a');
    all.breakers.claim(on('a'), { trial: 'live' });
    assert.equal(all.decide(), 'wait a 300000 trial-running -a:open -b:open');
  });

  it('does not wait for a pause where an open one can be tried', () => {
    const all = books('ab');
    all.pause('a', 10_000);
    all.open('b');
    assert.equal(all.decide(), 'trial b -a:paused');
  });

  it('looks anew when a pause ends during a running trial', () => {
    const all = books('ab');
    all.pause('a', 10_000);
    all.open('b');
    all.breakers.claim(on('b'), { trial: 'live' });
    assert.equal(all.decide(), 'wait b 10000 trial-running -a:paused -b:open');
  });

  it('waits for the earliest pause when all are paused', () => {
    const all = books('abc');
    all.pause('a', 30_000);
    all.pause('b', 10_000);
    all.pause('c', 20_000);
    assert.match(all.decide(), /^wait b 10000 server-delay/);
  });

  it('ends when every possible moment lies beyond the deadline', () => {
    const all = books('ab');
    all.pause('a', 400_000);
    all.pause('b', 300_000);
    assert.match(all.decide(), /^end/);
  });

  it('ends when the deadline has come, whoever is well', async () => {
    const all = books('a');
    assert.equal(all.decide({ deadlineAtMs: 0 }), 'end');
  });

  it('asks nobody twice, but after a pause', async () => {
    const all = books('ab');
    failed(all, 'a', 'server');
    assert.equal(all.decide(), 'ask b');
    failed(all, 'b', 'rate-limit', 8_000);
    assert.equal(all.decide(), 'wait b 8000 server-delay -b:paused');
    await all.clock.advance(8_000);
    assert.equal(all.decide(), 'ask b');
  });

  it('prefers whoever was not asked yet to whose pause is over', async () => {
    const all = books('ab');
    failed(all, 'a', 'rate-limit', 1_000);
    await all.clock.advance(1_000);
    assert.equal(all.decide(), 'ask b');
  });

  it('asks the same target again after a broken answer only when nobody else is well', () => {
    const all = books('ab');
    failed(all, 'a', 'cut');
    assert.equal(all.decide(), 'ask b');
    all.pause('b', 60_000);
    assert.equal(all.decide(), 'again ask a -b:paused');
    const alone = books('a', { breaker: { failures: 1 } });
    alone.open('a');
    failed(alone, 'a', 'cut');
    assert.equal(alone.decide(), 'again trial a');
  });

  it('knows how many others there are', () => {
    const all = books('abc');
    all.lock('c');
    all.pause('b', 60_000);
    assert.equal(all.decide(), 'ask a');
  });

  it('lets a hurried pause count no longer', () => {
    const all = books('a');
    all.pause('a', 60_000);
    all.journey.hurry(on('a'));
    assert.equal(all.decide(), 'ask a');
  });
});
