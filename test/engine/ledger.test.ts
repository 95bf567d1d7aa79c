// The ledger: repeats are bounded per target and per request, whoever takes them.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dispositionOf } from '../../src/core/index.ts';
import { createLedger, timesOf } from '../../src/engine/ledger.ts';
import { A, B } from './byHand.ts';

describe('ledger', () => {
  it('numbers attempts', () => {
    const ledger = createLedger('r', 4);
    assert.deepEqual([ledger.nextAttemptId(), ledger.nextAttemptId()], ['r.1', 'r.2']);
  });

  it('allows as many repeats at a target as the rule says', () => {
    const ledger = createLedger('r', 4);
    assert.deepEqual(
      [ledger.takeRepeat(A, 1), ledger.takeRepeat(A, 1), ledger.takeRepeat(A, 2)],
      [true, false, true],
    );
    assert.equal(ledger.mayRepeat(A, 2), false);
    assert.equal(ledger.mayRepeat(B, 1), true);
  });

  it('never allows more than the request may have in all', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.array(fc.tuple(fc.constantFrom(A, B), fc.nat(5))),
        (max, wishes) => {
          const ledger = createLedger('r', max);
          const granted = wishes.filter(([target, times]) => {
            const may = ledger.mayRepeat(target, times);
            assert.equal(ledger.takeRepeat(target, times), may);
            return may;
          });
          assert.ok(granted.length <= max);
        },
      ),
    );
  });

  it('gives best-effort lanes what the table gives them', () => {
    const rule = dispositionOf('server').repeat;
    assert.ok(rule !== 'never');
    assert.deepEqual([timesOf(rule, 'chat'), timesOf(rule, 'background')], [1, 2]);
    const fast = dispositionOf('connect').repeat;
    assert.ok(fast !== 'never');
    assert.equal(timesOf(fast, 'external'), 1);
  });
});
