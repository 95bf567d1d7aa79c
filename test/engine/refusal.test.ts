// What is turned away unsent is told from what failed.

import assert from 'node:assert/strict';
import { BREAKER_REFUSED } from '../../src/engine/breaker.ts';
import { refuse, refusedBy } from '../../src/engine/refusal.ts';
import { A, failure } from './byHand.ts';

describe('refusal', () => {
  it('says who turned it away, and is nobody’s failure', () => {
    for (const by of [BREAKER_REFUSED, 'gate-closed', 'no-slot', 'throttled'] as const) {
      const error = refuse(A, by, 'No.');
      assert.equal(refusedBy(error), by);
      assert.deepEqual([error.kind, error.origin, error.scope], ['rejected', 'local', 'target']);
      assert.deepEqual(error.target, A);
    }
  });

  it('takes nothing else for one', () => {
    for (const error of [failure('rejected'), failure('server', { cause: 'x' }), new Error(), 1])
      assert.equal(refusedBy(error), undefined);
    assert.equal(refusedBy(new Error('x', { cause: BREAKER_REFUSED })), undefined);
  });
});
