// The person's own limits: never more than that in any minute, whatever comes when.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMinuteWindow } from '../../src/engine/minuteWindow.ts';

describe('minute window', () => {
  it('adds up what was sent within a minute, and forgets it after one', () => {
    const window = createMinuteWindow();
    window.add(3, 0);
    window.add(4, 30_000);
    assert.equal(window.used(59_999), 7);
    assert.equal(window.used(60_000), 4);
    assert.equal(window.used(90_000), 0);
  });

  it('says when an amount fits', () => {
    const window = createMinuteWindow();
    window.add(3, 0);
    window.add(4, 30_000);
    assert.equal(window.fitsAtMs(3, 10, 40_000), 40_000);
    assert.equal(window.fitsAtMs(4, 10, 40_000), 60_000);
    assert.equal(window.fitsAtMs(7, 10, 40_000), 90_000);
  });

  it('lets what is larger than the limit pass alone', () => {
    const window = createMinuteWindow();
    assert.equal(window.fitsAtMs(50, 10, 5), 5);
    window.add(1, 10);
    assert.equal(window.fitsAtMs(50, 10, 20), 60_010);
  });

  it('is put right by what was really used, and by nothing that is no number', () => {
    const window = createMinuteWindow();
    const settle = window.add(10, 0);
    settle(4);
    assert.equal(window.used(1), 4);
    for (const wrong of [NaN, Infinity, -3]) settle(wrong);
    assert.equal(window.used(1), 4);
  });

  it('keeps every minute under the limit, and wastes none of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(20_000), { maxLength: 60 }),
        (limit, gaps) => {
          const window = createMinuteWindow();
          const sent: number[] = [];
          let nowMs = 0;
          for (const gap of gaps) {
            nowMs += gap;
            const inMinute = (at: number): number =>
              sent.filter((one) => one > at - 60_000 && one <= at).length;
            const isFree = window.fitsAtMs(1, limit, nowMs) === nowMs;
            assert.equal(isFree, inMinute(nowMs) < limit);
            if (!isFree) {
              const untilMs = window.fitsAtMs(1, limit, nowMs);
              assert.ok(inMinute(untilMs) < limit && inMinute(untilMs - 1) >= limit);
              continue;
            }
            window.add(1, nowMs);
            sent.push(nowMs);
            assert.ok(inMinute(nowMs) <= limit);
          }
        },
      ),
    );
  });
});
