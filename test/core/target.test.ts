// Targets and their one text form, which must never make two targets one.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sameTarget, targetKey } from '../../src/core/index.ts';

const target = fc.record({
  providerId: fc.stringMatching(/^[a-z0-9._-]{1,5}$/),
  modelId: fc.string({ maxLength: 6 }),
});

describe('target', () => {
  it('has a key that is equal exactly when the target is', () => {
    fc.assert(
      fc.property(target, target, (a, b) => {
        assert.equal(targetKey(a) === targetKey(b), sameTarget(a, b));
      }),
    );
  });

  it('keeps slashes of model names', () => {
    assert.equal(targetKey({ providerId: 'or', modelId: 'x/y' }), 'or/x/y');
  });
});
