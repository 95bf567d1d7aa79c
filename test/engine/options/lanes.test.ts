// Options of lanes: the figures of the notes, and their bounds.

import assert from 'node:assert/strict';
import { DEFAULT_LANE_OPTIONS, validateLaneOptions } from '../../../src/engine/options/lanes.ts';

describe('lane options', () => {
  it('has the figures of the notes', () => {
    const { slots, slotsLocal } = validateLaneOptions();
    assert.deepEqual([slots, slotsLocal], [8, 1]);
    const own = validateLaneOptions({ queueMax: 0 });
    assert.deepEqual(own, { ...DEFAULT_LANE_OPTIONS, queueMax: 0 });
  });

  const BOUNDS = { slots: 64, slotsLocal: 64, queueMax: 1_000, rankMs: 600_000 } as const;
  for (const [name, max] of Object.entries(BOUNDS)) {
    it(`${name} lies between 0 and ${max}`, () => {
      for (const value of [0, max]) validateLaneOptions({ [name]: value });
      for (const value of [-1, max + 1, NaN])
        assert.throws(
          () => validateLaneOptions({ [name]: value }),
          new RegExp(`lanes.${name} is ${value}`),
        );
    });
  }
});
