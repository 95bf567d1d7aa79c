// Leases of one window: one holder at a time, until they are given back or run out.

import assert from 'node:assert/strict';
import { createMemoryLeases } from '../../src/engine/memoryLeases.ts';
import { ports } from './byHand.ts';

describe('memory leases', () => {
  it('are held by one, given back, and over by themselves', async () => {
    const { clock } = ports();
    const leases = createMemoryLeases(clock);
    assert.deepEqual([await leases.take('a', 100), await leases.take('a', 100)], [true, false]);
    assert.equal(await leases.take('b', 100), true);
    await leases.giveBack('a');
    assert.equal(await leases.take('a', 100), true);
    await clock.advance(100);
    assert.equal(await leases.take('a', 100), true);
    await leases.giveBack('never taken');
  });
});
