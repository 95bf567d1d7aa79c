// The throttle of best effort: Google's formula, its fading, and what never makes it refuse.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSelfThrottle } from '../../src/engine/selfThrottle.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import { drain } from './rig.ts';

const setUp = () => {
  const clock = createVirtualClock({ drain });
  const throttle = createSelfThrottle(clock);
  const count = (accepted: number, refused: number): void => {
    for (let i = 0; i < accepted; i += 1) throttle.count('f', true);
    for (let i = 0; i < refused; i += 1) throttle.count('f', false);
  };
  return { clock, throttle, count };
};

describe('self-throttle', () => {
  it('is max(0, (asked − 2 · accepted) / (asked + 1))', () => {
    const { throttle, count } = setUp();
    count(0, 19);
    assert.equal(throttle.chanceOf('f', 2), 19 / 20);
    count(5, 0);
    assert.equal(throttle.chanceOf('f', 2), 14 / 25);
    count(14, 0);
    assert.equal(throttle.chanceOf('f', 2), 0, 'half of it is accepted');
  });

  it('says nothing of fewer than ten attempts', () => {
    const { throttle, count } = setUp();
    count(0, 9);
    assert.equal(throttle.chanceOf('f', 2), 0);
    count(0, 1);
    assert.equal(throttle.chanceOf('f', 2), 10 / 11);
  });

  it('forgets all at once what was before it got well', () => {
    const { throttle, count } = setUp();
    count(0, 30);
    throttle.forget('f');
    assert.deepEqual(throttle.counts('f'), { asked: 0, accepted: 0 });
  });

  it('follows its factor, and never refuses with 0', () => {
    const { throttle, count } = setUp();
    count(4, 8);
    assert.equal(throttle.chanceOf('f', 1), 8 / 13);
    assert.equal(throttle.chanceOf('f', 3), 0);
    assert.equal(throttle.chanceOf('f', 0), 0);
  });

  it('forgets by half minute after minute', async () => {
    const { clock, throttle, count } = setUp();
    count(0, 40);
    await clock.advance(60_000);
    assert.ok(Math.abs(throttle.counts('f').asked - 20) < 1e-9);
    await clock.advance(120_000);
    assert.equal(throttle.chanceOf('f', 2), 0);
  });

  it('keeps families apart', () => {
    const { throttle, count } = setUp();
    count(0, 19);
    assert.equal(throttle.chanceOf('g', 2), 0);
  });

  it('is a chance, whatever was counted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.nat(10_000)), { maxLength: 80 }),
        fc.nat(100),
        async (counts, factor) => {
          const { clock, throttle } = setUp();
          for (const [wasAccepted, ms] of counts) {
            throttle.count('f', wasAccepted);
            await clock.advance(ms);
            const chance = throttle.chanceOf('f', factor);
            assert.ok(chance >= 0 && chance < 1, String(chance));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
