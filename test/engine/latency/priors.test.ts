// What is believed before anything is learned: worth 30 samples, shaped as told.

import assert from 'node:assert/strict';
import { weightOf } from '../../../src/engine/latency/histogram.ts';
import { MEASURES, priorOf, SIZE_COUNT, sizeOf } from '../../../src/engine/latency/priors.ts';
import { quantileOf } from '../../../src/engine/latency/survival.ts';

const KINDS = ['remote', 'reasoning', 'local'] as const;

const at = (prior: readonly number[], share: number): number =>
  quantileOf({ seen: prior, censored: [] }, share);

describe('priors', () => {
  it('are worth 30 samples each', () => {
    for (const measure of MEASURES) {
      for (const kind of KINDS) {
        for (let size = 0; size < SIZE_COUNT; size += 1) {
          assert.ok(Math.abs(weightOf(priorOf(measure, kind, size)) - 30) < 1e-9);
        }
      }
    }
  });

  it('have the median and the p99 they are told by', () => {
    const first = priorOf('firstToken', 'remote', 0);
    assert.ok(Math.abs(at(first, 0.5) / 1_000 - 1) < 0.05, String(at(first, 0.5)));
    assert.ok(Math.abs(at(first, 0.99) / 7_000 - 1) < 0.05, String(at(first, 0.99)));
  });

  it('wait longer for larger prompts to begin, and for nothing else', () => {
    for (const measure of ['headers', 'firstToken'] as const) {
      const medians = [0, 1, 2, 3, 4].map((size) => at(priorOf(measure, 'remote', size), 0.5));
      assert.deepEqual(
        medians,
        medians.toSorted((a, b) => a - b),
      );
      assert.ok((medians[4] ?? 0) > 3.5 * (medians[0] ?? 0));
    }
    assert.deepEqual(priorOf('gap', 'remote', 0), priorOf('gap', 'remote', 4));
  });

  it('know five sizes of prompts', () => {
    const sizes = [0, 999, 1_000, 3_999, 4_000, 15_999, 16_000, 63_999, 64_000, 1e9].map(sizeOf);
    assert.deepEqual(sizes, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    assert.equal(SIZE_COUNT, 5);
  });
});
