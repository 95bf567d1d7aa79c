// Backoff: each policy within its bounds, and full jitter as the default draws it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createBackoff, fastDelayMs } from '../../src/engine/backoff.ts';
import type { BackoffPolicy } from '../../src/engine/index.ts';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';

const draws = (policy: BackoffPolicy, chance: number, count = 6): number[] => {
  const shape = { policy, baseMs: 500, capMs: 8_000 };
  const next = createBackoff({ next: () => chance }, () => shape);
  return Array.from({ length: count }, next);
};

describe('backoff', () => {
  it('full: the whole range up to the doubled step, at most the cap', () => {
    assert.deepEqual(draws('full', 0), [0, 0, 0, 0, 0, 0]);
    assert.deepEqual(draws('full', 0.5), [250, 500, 1000, 2000, 4000, 4000]);
  });

  it('equal: half of it fixed', () => {
    assert.deepEqual(draws('equal', 0, 5), [250, 500, 1000, 2000, 4000]);
    assert.deepEqual(draws('equal', 0.5, 2), [375, 750]);
  });

  it('decorrelated: between the base and thrice the last wait', () => {
    assert.deepEqual(draws('decorrelated', 0, 3), [500, 500, 500]);
    assert.deepEqual(draws('decorrelated', 0.5, 3), [1000, 1750, 2875]);
  });

  it('article: the doubled step and up to a tenth more', () => {
    assert.deepEqual(draws('article', 0, 6), [500, 1000, 2000, 4000, 8000, 8000]);
    assert.deepEqual(draws('article', 0.5, 2), [525, 1050]);
  });

  it('never exceeds the cap nor falls below nothing, whatever is set', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<BackoffPolicy>('full', 'equal', 'decorrelated', 'article'),
        fc.nat(60_000),
        fc.nat(600_000),
        fc.integer(),
        (policy, baseMs, capMs, seed) => {
          const next = createBackoff(createSeededRandom(seed), () => ({ policy, baseMs, capMs }));
          for (let i = 0; i < 30; i += 1) {
            const wait = next();
            assert.ok(wait >= 0 && wait <= capMs, `${policy} ${wait}`);
          }
        },
      ),
    );
  });

  it('reads its shape live', () => {
    let capMs = 8_000;
    const next = createBackoff({ next: () => 0.5 }, () => ({ policy: 'full', baseMs: 500, capMs }));
    next();
    capMs = 100;
    assert.equal(next(), 50);
  });

  it('fast repeats follow within a quarter of a second', () => {
    assert.equal(fastDelayMs({ next: () => 0 }), 0);
    assert.ok(fastDelayMs({ next: () => 0.999 }) < 250);
    assert.equal(fastDelayMs({ next: () => 0.5 }), 125);
  });
});
