// How many at a time: rises by one, falls by three tenths, recovers after an hour, within bounds.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLimiter, type LimiterShape } from '../../src/engine/limiter.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import { drain } from './rig.ts';

const setUp = (fields: Partial<LimiterShape> = {}) => {
  const clock = createVirtualClock({ drain });
  const shape = { start: 8, max: 64, isFixed: false, ...fields };
  const limiter = createLimiter(clock, () => shape);
  const clean = (times: number, inUse = limiter.limit): void => {
    for (let i = 0; i < times; i += 1) limiter.succeeded(inUse);
  };
  return { clock, shape, limiter, clean };
};

describe('limiter', () => {
  it('takes one more after 20 clean calls, and says so', () => {
    const { limiter, clean } = setUp();
    clean(19);
    assert.equal(limiter.limit, 8);
    assert.deepEqual(limiter.succeeded(8), { from: 8, to: 9, because: 'clean' });
    clean(19);
    assert.equal(limiter.limit, 9, 'counted from the last step');
  });

  it('learns nothing from calls that used less than half of it', () => {
    const { limiter, clean } = setUp();
    clean(100, 3);
    assert.equal(limiter.limit, 8);
    clean(20, 4);
    assert.equal(limiter.limit, 9);
  });

  it('takes seven tenths after a 429, down to one', async () => {
    const { clock, limiter } = setUp();
    const limits = [];
    for (let i = 0; i < 6; i += 1) {
      await clock.advance(1);
      limiter.crowded(clock.nowMs());
      limits.push(limiter.limit);
    }
    assert.deepEqual(limits, [5, 3, 2, 1, 1, 1]);
  });

  it('takes many that were refused together for one', async () => {
    const { clock, limiter } = setUp();
    await clock.advance(10);
    assert.deepEqual(limiter.crowded(0), { from: 8, to: 5, because: 'crowded' });
    assert.equal(limiter.crowded(5), undefined);
    await clock.advance(10);
    assert.deepEqual(limiter.crowded(15), { from: 5, to: 3, because: 'crowded' });
  });

  it('is back where it began an hour after the last 429', async () => {
    const { clock, limiter } = setUp();
    limiter.crowded(0);
    await clock.advance(3_599_999);
    assert.equal(limiter.recovered(), undefined);
    await clock.advance(1);
    assert.deepEqual(limiter.recovered(), { from: 5, to: 8, because: 'hour' });
    assert.equal(limiter.recovered(), undefined);
  });

  it('does not move where it is fixed, or where there is none', () => {
    for (const shape of [
      { start: 1, max: 1, isFixed: true },
      { start: Infinity, max: Infinity },
    ]) {
      const { limiter, clean } = setUp(shape);
      clean(50);
      limiter.crowded(0);
      assert.equal(limiter.limit, shape.start);
    }
  });

  it('follows a changed setting at once, whatever it had learned', () => {
    const { limiter, shape, clean } = setUp();
    clean(20);
    shape.max = 2;
    assert.equal(limiter.limit, 2);
    shape.max = 64;
    assert.equal(limiter.limit, 9);
  });

  it('stays between one and its ceiling, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.constantFrom('clean', 'crowded', 'hour'), { maxLength: 200 }),
        async (max, steps) => {
          const { clock, limiter } = setUp({ start: Math.min(8, max), max });
          for (const step of steps) {
            if (step === 'clean') limiter.succeeded(limiter.limit);
            else if (step === 'crowded') limiter.crowded(clock.nowMs());
            else await clock.advance(3_600_000);
            limiter.recovered();
            assert.ok(Number.isInteger(limiter.limit));
            assert.ok(limiter.limit >= 1 && limiter.limit <= max, String(limiter.limit));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
