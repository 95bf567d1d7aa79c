// Seeded chance: the same seed gives the same numbers, for ever; and they are spread evenly.

import assert from 'node:assert/strict';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';

describe('seeded random', () => {
  it('repeats itself, and differs from its neighbours', () => {
    const draw = (seed: number): number[] => {
      const random = createSeededRandom(seed);
      return Array.from({ length: 8 }, () => random.next());
    };
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });

  it('draws these very numbers on every Node version', () => {
    const random = createSeededRandom(1);
    const drawn = [random.next(), random.next(), random.next()];
    assert.deepEqual(drawn, FIXED);
  });

  it('stays in [0, 1) and spreads evenly', () => {
    const random = createSeededRandom(42);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i += 1) {
      const value = random.next();
      assert.ok(value >= 0 && value < 1);
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) assert.ok(Math.abs(count - 10_000) < 400, String(count));
  });

  it('draws whole numbers below a bound', () => {
    const random = createSeededRandom(3);
    const seen = new Set(Array.from({ length: 200 }, () => random.below(5)));
    assert.deepEqual(
      [...seen].toSorted((a, b) => a - b),
      [0, 1, 2, 3, 4],
    );
  });

  it('forks a stream whose use does not disturb its parent', () => {
    const [one, two] = [createSeededRandom(9), createSeededRandom(9)];
    const fork = one.fork();
    two.fork();
    for (let i = 0; i < 10; i += 1) fork.next();
    assert.equal(one.next(), two.next());
  });
});

const FIXED = [0.09156953175513294, 0.8881928137485323, 0.43427017709149285];
