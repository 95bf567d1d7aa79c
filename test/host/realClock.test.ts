/*
 * Real time: that it never rings early, that a long delay is not a short one, that disposing holds.
 */
import assert from 'node:assert/strict';
import { realClock, realRandom } from '../../src/host/realClock.ts';

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    realClock.after(ms, resolve);
  });

describe('host/realClock', () => {
  it('rings after the delay and never before it', async () => {
    const early = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const delayMs = (i % 40) + i / 200;
        const startMs = realClock.nowMs();
        await wait(delayMs);
        return realClock.nowMs() - startMs - delayMs;
      }),
    );
    assert.ok(Math.min(...early) >= 0, `${Math.min(...early)} ms`);
  });

  it('keeps delays that setTimeout cannot hold', async () => {
    let rang = 0;
    const ring = (): void => void (rang += 1);
    const timers = [2 ** 31, 2 ** 40, Infinity].map((ms) => realClock.after(ms, ring));
    await wait(20);
    for (const timer of timers) timer.dispose();
    assert.equal(rang, 0);
  });

  it('arms anew when one stretch of a long delay is over', () => {
    const real = { setTimeout: globalThis.setTimeout, now: performance.now };
    const stretches: [number, () => void][] = [];
    let nowMs = 0;
    let rang = 0;
    try {
      performance.now = () => nowMs;
      globalThis.setTimeout = ((fn: () => void, ms: number) => {
        stretches.push([ms, fn]);
      }) as unknown as typeof setTimeout;
      realClock.after(2 ** 32, () => void (rang += 1));
      for (const [ms, fn] of stretches) {
        assert.equal(rang, 0);
        nowMs += ms;
        fn();
      }
    } finally {
      globalThis.setTimeout = real.setTimeout;
      performance.now = real.now;
    }
    assert.deepEqual(
      stretches.map(([ms]) => ms),
      [2 ** 31 - 1, 2 ** 31 - 1, 2],
    );
    assert.equal(rang, 1);
  });

  it('never rings once disposed, and disposing twice is nothing', async () => {
    let rang = 0;
    const timer = realClock.after(5, () => void (rang += 1));
    timer.dispose();
    timer.dispose();
    await wait(15);
    assert.equal(rang, 0);
  });

  it('refuses what is not a number', () => {
    assert.throws(() => realClock.after(Number.NaN, () => undefined), RangeError);
  });

  it('reads both clocks; the monotonic one does not fall', () => {
    const a = realClock.nowMs();
    assert.ok(realClock.nowMs() >= a);
    assert.ok(Math.abs(realClock.wallMs() - Date.now()) < 1000);
  });

  it('chance lies in [0, 1)', () => {
    for (let i = 0; i < 1000; i += 1) {
      const value = realRandom.next();
      assert.ok(value >= 0 && value < 1);
    }
  });
});
