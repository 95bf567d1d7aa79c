import assert from 'node:assert/strict';
import { createHedgeBucket } from '../../src/engine/hedgeBucket.ts';

describe('hedgeBucket', () => {
  it('holds three, and earns one with twenty requests', () => {
    const bucket = createHedgeBucket();
    bucket.earn();
    assert.deepEqual(
      [1, 2, 3, 4].map(() => bucket.take()),
      [true, true, true, false],
    );
    for (let n = 0; n < 19; n += 1) bucket.earn();
    assert.ok(!bucket.take());
    bucket.earn();
    assert.ok(bucket.take() && !bucket.take());
  });
});
