// How many at a time, as it is set: general, on this computer, and a provider's own.

import assert from 'node:assert/strict';
import type { ChainEntry } from '../../src/core/index.ts';
import { slotShape } from '../../src/engine/slotShape.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import { A } from './byHand.ts';
import { drain } from './rig.ts';

const shapeOf = (isLocal: boolean, concurrency?: number, over = {}) => {
  const options = { slots: 8, slotsLocal: 1, queueMax: 32, rankMs: 30_000, ...over };
  const rung: ChainEntry = {
    ...{ target: A, armed: true, enabled: true, hasKey: true, tier: 'any', isLocal },
    ...(concurrency === undefined ? {} : { concurrency }),
  };
  const clock = createVirtualClock({ drain });
  const provider = createScriptedProvider({ clock, id: 'a', isLocal, script: () => [] });
  const deps = { chain: () => [rung], providerOf: () => provider, options: () => options };
  const { start, max, isFixed } = slotShape(deps, 'a');
  return [start, max, isFixed];
};

describe('slot shape', () => {
  it('begins with the general number elsewhere, and is found by trying', () => {
    assert.deepEqual(shapeOf(false), [8, 64, false]);
    assert.deepEqual(shapeOf(false, undefined, { slots: 0 }), [Infinity, Infinity, false]);
  });

  it('is fixed on this computer', () => {
    assert.deepEqual(shapeOf(true), [1, 1, true]);
    assert.deepEqual(shapeOf(true, 4), [4, 4, true]);
    assert.deepEqual(shapeOf(true, undefined, { slotsLocal: 0 }), [Infinity, Infinity, true]);
  });

  it('never exceeds what was set for the provider', () => {
    assert.deepEqual(shapeOf(false, 3), [3, 3, false]);
    assert.deepEqual(shapeOf(false, 100), [8, 100, false]);
    assert.deepEqual(shapeOf(false, 3, { slots: 0 }), [3, 3, false]);
  });
});
