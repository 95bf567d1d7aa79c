// A histogram that forgets by the calendar.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  add,
  addAll,
  emptyHistogram,
  fade,
  halve,
  noWeights,
  take,
  weightOf,
} from '../../../src/engine/latency/histogram.ts';
import { stepOf } from '../../../src/engine/latency/scale.ts';

const DAY_MS = 86_400_000;

describe('histogram', () => {
  it('halves at once where what was learned is in doubt', () => {
    const histogram = emptyHistogram(7);
    for (let i = 0; i < 3; i += 1) add(histogram.seen, 100);
    add(histogram.censored, 5_000);
    halve(histogram);
    assert.deepEqual([weightOf(histogram.seen), weightOf(histogram.censored)], [1.5, 0.5]);
    assert.equal(histogram.wallMs, 7);
  });

  it('halves every weight in seven days', () => {
    const histogram = emptyHistogram(0);
    add(histogram.seen, 100);
    add(histogram.seen, 100);
    add(histogram.censored, 5_000);
    fade(histogram, 7 * DAY_MS);
    assert.ok(Math.abs((histogram.seen[stepOf(100)] ?? 0) - 1) < 1e-9);
    assert.ok(Math.abs((histogram.censored[stepOf(5_000)] ?? 0) - 0.5) < 1e-9);
    fade(histogram, 1_000 * DAY_MS);
    assert.deepEqual(histogram.seen, noWeights(), 'dust is nothing');
    assert.equal(histogram.wallMs, 1_000 * DAY_MS);
  });

  it('fades the same in one step or in many, and grows by no calendar', () => {
    const moves = fc.array(fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }), { maxLength: 10 });
    fc.assert(
      fc.property(moves, (deltas) => {
        const histogram = emptyHistogram(0);
        add(histogram.seen, 10);
        let wallMs = 0;
        let forwardMs = 0;
        for (const delta of deltas) {
          wallMs += delta;
          forwardMs += Math.max(0, delta);
          const before = weightOf(histogram.seen);
          fade(histogram, wallMs);
          assert.ok(weightOf(histogram.seen) <= before);
        }
        const wanted = Math.exp((-Math.LN2 * forwardMs) / (7 * DAY_MS));
        assert.ok(Math.abs(weightOf(histogram.seen) - wanted) < 1e-9);
      }),
    );
  });

  it('takes away what was added and never more', () => {
    const weights = noWeights();
    add(weights, 70);
    take(weights, 70);
    take(weights, 70);
    assert.deepEqual(weights, noWeights());
    add(weights, 70);
    addAll(weights, weights.slice());
    assert.equal(weightOf(weights), 2);
  });
});
