// Scopes: what speaks of the account and what of the target, and what a reset reaches.

import assert from 'node:assert/strict';
import { isWithin, scopeKey, scopeOf, scopesOver } from '../../src/engine/scope.ts';
import { A, B } from './byHand.ts';

const A2 = { providerId: 'a', modelId: 'other' };

describe('scope', () => {
  it('is the account where the error speaks of it', () => {
    assert.deepEqual(scopeOf(A, 'account'), { providerId: 'a' });
    assert.deepEqual(scopeOf(A, 'family'), { providerId: 'a' });
    assert.deepEqual(scopeOf(A, 'target'), { target: A });
    assert.deepEqual(scopeOf(A, 'request'), { target: A });
  });

  it('has a key of its own for account and target', () => {
    assert.deepEqual(scopesOver(A).map(scopeKey), ['a/m', 'a']);
  });

  it('is put right by hand together with what lies over or under it', () => {
    assert.ok(isWithin({ target: A }, { target: A }));
    assert.ok(isWithin({ providerId: 'a' }, { target: A }));
    assert.ok(isWithin({ target: A2 }, { providerId: 'a' }));
    assert.ok(!isWithin({ target: A2 }, { target: A }));
    assert.ok(!isWithin({ target: B }, { providerId: 'a' }));
  });
});
