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

  it('asks the family’s purse last, for what the repeat costs, and tells who refused', () => {
    let tokens = 3;
    const told: unknown[] = [];
    const ledger = createLedger('r', 2, {
      purse: {
        has: (_, cost) => tokens >= cost,
        take: (_, cost) => tokens >= cost && ((tokens -= cost), true),
        left: () => tokens,
        max: () => 3,
      },
      onRefused: ({ rule, left, needed, max }) => told.push([rule, left, needed, max]),
    });
    assert.ok(ledger.takeRepeat(A, 1, 2));
    assert.ok(!ledger.takeRepeat(A, 1), 'the table: that is no refusal');
    assert.ok(!ledger.takeRepeat(B, 1, 2));
    assert.deepEqual(told.splice(0), [['family', 1, 2, 3]]);
    assert.ok(ledger.mayRepeat(B, 1), 'what was refused was not counted');
    assert.ok(!ledger.isUnpaid(B, 1));
    assert.ok(ledger.takeRepeat(B, 1));
    assert.ok(!ledger.takeRepeat(B, 9));
    assert.deepEqual(told.splice(0), [['request', 0, 1, 2]]);
    assert.ok(ledger.isUnpaid(B, 1));
    assert.deepEqual(told, [['family', 0, 1, 3]]);
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
