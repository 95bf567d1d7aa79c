// Virtual time: order, exactness, disposal, and that what a timer sets free has run before the
// next.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import { drain } from '../engine/rig.ts';

describe('virtual clock', () => {
  it('runs timers in order of time, then of making', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 60 }), async (delays) => {
        const clock = createVirtualClock({ drain: () => Promise.resolve() });
        const ran: { delay: number; index: number; atMs: number }[] = [];
        delays.forEach((delay, index) =>
          clock.after(delay, () => ran.push({ delay, index, atMs: clock.nowMs() })),
        );
        await clock.runUntilIdle();
        const wanted = delays
          .map((delay, index) => ({ delay, index, atMs: delay }))
          .toSorted((a, b) => a.delay - b.delay || a.index - b.index);
        assert.deepEqual(ran, wanted);
        assert.equal(clock.pending, 0);
      }),
    );
  });

  it('never runs a disposed timer, and counts it no longer', async () => {
    const clock = createVirtualClock({ drain });
    const timer = clock.after(10, () => assert.fail('ran'));
    timer.dispose();
    timer.dispose();
    assert.equal(clock.pending, 0);
    await clock.advance(20);
    assert.equal(clock.nowMs(), 20);
  });

  it('drains between two events of the same moment', async () => {
    const clock = createVirtualClock({ drain });
    const said: string[] = [];
    clock.after(5, () => void Promise.resolve().then(() => said.push('set free by the first')));
    clock.after(5, () => said.push('second'));
    await clock.advance(5);
    assert.deepEqual(said, ['set free by the first', 'second']);
  });

  it('advances exactly, and runs timers that timers set within the time', async () => {
    const clock = createVirtualClock({ drain });
    const at: number[] = [];
    const again = (): void => {
      at.push(clock.nowMs());
      clock.after(30, again);
    };
    clock.after(30, again);
    await clock.advance(100);
    assert.deepEqual(at, [30, 60, 90]);
    assert.equal(clock.nowMs(), 100);
  });

  it('moves the calendar apart from monotonic time', async () => {
    const clock = createVirtualClock({ drain, wallStartMs: 1000 });
    await clock.advance(5);
    assert.equal(clock.wallMs(), 1005);
    clock.jumpWall(-900);
    assert.equal(clock.wallMs(), 105);
    assert.equal(clock.nowMs(), 5);
  });

  it('stops an endless timer at its bound', async () => {
    const clock = createVirtualClock({ drain: () => Promise.resolve() });
    const again = (): void => void clock.after(1000, again);
    again();
    await clock.runUntilIdle(10_000);
    assert.equal(clock.nowMs(), 10_000);
  });
});

describe('virtual clock: sleep', () => {
  it('lets what was due run late, in order, and never goes back', async () => {
    const clock = createVirtualClock({ drain: () => Promise.resolve() });
    const seen: string[] = [];
    clock.after(2_000, () => seen.push(`b at ${clock.nowMs()}`));
    clock.after(1_000, () => seen.push(`a at ${clock.nowMs()}`));
    clock.after(9_000, () => seen.push('c'));
    await clock.sleep(5_000);
    assert.deepEqual(seen, ['a at 5000', 'b at 5000']);
  });
});
