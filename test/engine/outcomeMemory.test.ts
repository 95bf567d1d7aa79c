// What one request brings against a target counts once, and the same refusal under a second key is
// the request's own fault.

import assert from 'node:assert/strict';
import { createLedger } from '../../src/engine/ledger.ts';
import { createOutcomeMemory } from '../../src/engine/outcomeMemory.ts';
import { A, B, failure } from './byHand.ts';

const body = { status: 500, vendorMessage: 'cannot serve this model' };

describe('outcome memory', () => {
  it('keeps the worst of a request at a target, and nothing without a request', () => {
    const memory = createOutcomeMemory();
    const ledger = createLedger('r1', 4);
    assert.equal(memory.worstOf({ ledger, target: A }), undefined);
    memory.remember({ ledger, target: A }, 1);
    assert.equal(memory.worstOf({ ledger, target: A }), 1);
    assert.equal(memory.worstOf({ ledger, target: B }), undefined);
    assert.equal(memory.worstOf({ ledger: createLedger('r2', 4), target: A }), undefined);
    memory.remember({ ledger: undefined, target: A }, 1);
    assert.equal(memory.worstOf({ ledger: undefined, target: A }), undefined);
  });

  it('knows the same words of a second account of the family again', () => {
    const memory = createOutcomeMemory();
    const ledger = createLedger('r1', 4);
    const at = (target: typeof A) => ({ ledger, target });
    assert.equal(memory.isSameRefusal(at(A), 'f', failure('server', body)), false);
    assert.equal(memory.isSameRefusal(at(A), 'f', failure('server', body)), false, 'a repeat');
    assert.equal(memory.isSameRefusal(at(B), 'g', failure('server', body)), false, 'family');
    assert.equal(memory.isSameRefusal(at(B), 'f', failure('server', { status: 500 })), false);
    assert.equal(memory.isSameRefusal(at(B), 'f', failure('cut')), false);
    assert.equal(memory.isSameRefusal(at(B), 'f', failure('server', body)), true);
    const other = { ledger: createLedger('r2', 4), target: B };
    assert.equal(memory.isSameRefusal(other, 'f', failure('server', body)), false);
  });
});
