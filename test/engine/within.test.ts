import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { within } from '../../src/engine/within.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import { drain } from './rig.ts';

describe('within', () => {
  it('has the value where it comes in time, and leaves no timer', async () => {
    const clock = createVirtualClock({ drain });
    assert.deepEqual(await within(clock, 100, Promise.resolve(undefined)), { value: undefined });
    assert.equal(clock.pending, 0);
  });

  it('has nothing where it failed or the time is over, and drops what comes later', async () => {
    const clock = createVirtualClock({ drain });
    assert.equal(await within(clock, 100, Promise.reject(new Error('no'))), undefined);
    let late: ((value: string) => void) | undefined;
    const waiting = within(
      clock,
      100,
      new Promise<string>((resolve) => {
        late = resolve;
      }),
    );
    await clock.advance(100);
    late?.('late');
    assert.equal(await waiting, undefined);
    assert.equal(clock.pending, 0);
  });

  it('ends with the signal as well, and leaves no listener, whoever was first', async () => {
    const clock = createVirtualClock({ drain });
    const controller = new AbortController();
    const { signal } = controller;
    const never = new Promise<never>(() => {});
    const waiting = within(clock, 100, never, signal);
    assert.equal(getEventListeners(signal, 'abort').length, 1);
    controller.abort();
    assert.equal(await waiting, undefined);
    assert.equal(clock.pending, 0);
    const other = new AbortController();
    assert.deepEqual(await within(clock, 100, Promise.resolve(1), other.signal), { value: 1 });
    assert.equal(getEventListeners(other.signal, 'abort').length, 0);
  });
});
