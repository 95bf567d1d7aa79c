/*
 * What leases must do, whatever holds them: here of two windows, with a clock to turn.
 */
import assert from 'node:assert/strict';
import type { Leases } from '../../src/core/index.ts';

export type TwoWindows = {
  readonly one: Leases;
  readonly two: Leases;
  readonly advance: (ms: number) => Promise<void>;
};

export function leaseContract(open: () => Promise<TwoWindows>): void {
  it('are held by one of two windows, whichever was first', async () => {
    const { one, two } = await open();
    const first = await Promise.all([one.take('a', 100), two.take('a', 100)]);
    assert.deepEqual(first.toSorted(), [false, true]);
    assert.equal(await two.take('b', 100), true);
    assert.deepEqual([await one.take('b', 100), await two.take('b', 100)], [false, false]);
  });

  it('are given back by their holder, and by nobody else', async () => {
    const { one, two } = await open();
    await one.take('a', 100);
    await two.giveBack('a');
    assert.equal(await two.take('a', 100), false);
    await one.giveBack('a');
    assert.equal(await two.take('a', 100), true);
    await one.giveBack('a');
    assert.equal(await one.take('a', 100), false, 'the next holder keeps it');
    await one.giveBack('never taken');
  });

  it('are over by themselves, and not a moment earlier', async () => {
    const { one, two, advance } = await open();
    await one.take('a', 100);
    await one.take('long', 1_000, { outlivesHolder: true });
    await advance(99);
    assert.equal(await two.take('a', 100), false);
    await advance(1);
    assert.equal(await two.take('a', 100), true);
    assert.equal(await two.take('long', 100), false);
    await advance(900);
    assert.equal(await two.take('long', 100), true);
  });
}
