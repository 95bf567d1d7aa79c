// The stall watch: one lazy timer, silence counted only while somebody pulls.

import assert from 'node:assert/strict';
import { createStallWatch } from '../../src/engine/stallWatch.ts';
import { ports } from './byHand.ts';

const setUp = (totalMs = Infinity) => {
  const { clock } = ports();
  const expired: number[] = [];
  let armed = 0;
  const counting = {
    nowMs: () => clock.nowMs(),
    wallMs: () => clock.wallMs(),
    after: (delayMs: number, fn: () => void) => {
      armed += 1;
      return clock.after(delayMs, fn);
    },
  };
  const watch = createStallWatch({ clock: counting, totalMs }, ({ of, waitedMs }) =>
    expired.push(of === 'total' ? -waitedMs : waitedMs),
  );
  return { clock, watch, expired, armed: () => armed };
};

describe('stall watch', () => {
  it('expires when silence passes the limit, and not before', async () => {
    const { clock, watch, expired } = setUp();
    watch.pullStarted(100);
    await clock.advance(99);
    assert.deepEqual(expired, []);
    await clock.advance(1);
    assert.deepEqual(expired, [100]);
    watch.dispose();
    assert.equal(clock.pending, 0);
  });

  it('arms one timer for a thousand tokens, and again only when it fires early', async () => {
    const { clock, watch, expired, armed } = setUp();
    for (let i = 0; i < 1000; i += 1) {
      watch.pullStarted(100);
      await clock.advance(1);
      watch.pullEnded();
      watch.progressed();
    }
    assert.deepEqual(expired, []);
    assert.ok(armed() <= 11, `${armed()} timers for 1000 tokens in ten limits`);
    assert.ok(clock.pending <= 1);
    watch.dispose();
    assert.equal(clock.pending, 0);
  });

  it('does not count the time in which nobody pulls', async () => {
    const { clock, watch, expired } = setUp();
    watch.pullStarted(100);
    await clock.advance(60);
    watch.pullEnded();
    await clock.advance(10_000);
    watch.pullStarted(100);
    await clock.advance(39);
    assert.deepEqual(expired, []);
    await clock.advance(1);
    assert.deepEqual(expired, [100]);
    watch.dispose();
  });

  it('moves its timer forward when the limit in force is a shorter one', async () => {
    const { clock, watch, expired } = setUp();
    watch.pullStarted(1000);
    watch.pullEnded();
    watch.progressed();
    watch.pullStarted(50);
    await clock.advance(50);
    assert.deepEqual(expired, [50]);
    watch.dispose();
  });

  it('ends on a clock that counts in fractions', async () => {
    const { clock, watch, expired } = setUp();
    await clock.advance(997.345_953_064_666_2);
    for (let i = 0; i < 50; i += 1) {
      watch.pullStarted(60_000);
      await clock.advance(0.1);
      watch.pullEnded();
    }
    watch.pullStarted(60_000);
    await clock.advance(60_001);
    assert.equal(expired.length, 1);
    watch.dispose();
  });

  it('says how long was waited since the last progress, and in all', async () => {
    const { clock, watch } = setUp();
    watch.pullStarted(1_000);
    await clock.advance(30);
    watch.pullEnded();
    await clock.advance(500);
    assert.deepEqual([watch.silentMs, watch.waitedMs], [30, 30]);
    assert.equal(watch.progressed(), 30);
    watch.pullStarted(1_000);
    await clock.advance(12);
    watch.dispose();
    assert.deepEqual([watch.silentMs, watch.waitedMs], [12, 42]);
    watch.pullEnded();
    assert.equal(watch.waitedMs, 42);
  });

  it('expires when all pulls together take too long, whatever moves', async () => {
    const { clock, watch, expired } = setUp(100);
    for (let i = 0; i < 3; i += 1) {
      watch.pullStarted(60);
      await clock.advance(30);
      watch.pullEnded();
      await clock.advance(1_000);
      watch.progressed();
    }
    watch.pullStarted(60);
    await clock.advance(9);
    assert.deepEqual(expired, []);
    await clock.advance(1);
    assert.deepEqual(expired, [-100]);
    watch.dispose();
    assert.equal(clock.pending, 0);
  });

  it('blames silence where both limits end at once', async () => {
    const { clock, watch, expired } = setUp(50);
    watch.pullStarted(50);
    await clock.advance(50);
    assert.deepEqual(expired, [50]);
    watch.dispose();
  });

  it('arms nothing without a limit', () => {
    const { clock, watch } = setUp();
    watch.pullStarted(Infinity);
    assert.equal(clock.pending, 0);
  });
});
