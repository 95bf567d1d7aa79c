// The 64 steps: a quarter apart, from 1 to a million, nothing beyond them.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stepOf, STEPS, valueAt } from '../../../src/engine/latency/scale.ts';

describe('scale', () => {
  it('puts every number into one of 64 steps', () => {
    assert.deepEqual([0, -5, 1, Number.NaN].map(stepOf), [0, 0, 0, 0]);
    assert.deepEqual([1e6, 1e9, Infinity].map(stepOf), [63, 63, 63]);
    assert.equal(Math.round(valueAt(STEPS)), 1_000_000);
    assert.equal(valueAt(0), 1);
  });

  it('keeps a value between the edges of its step, a quarter apart', () => {
    fc.assert(
      fc.property(fc.double({ min: 1.001, max: 999_000, noNaN: true }), (value) => {
        const step = stepOf(value);
        assert.ok(valueAt(step) <= value * 1.000_001 && value <= valueAt(step + 1) * 1.000_001);
        assert.ok(valueAt(step + 1) / valueAt(step) < 1.25);
      }),
    );
  });
});
