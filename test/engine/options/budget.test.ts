// Options of the repeat budget: the figures of the notes, and their bounds.

import assert from 'node:assert/strict';
import {
  DEFAULT_BUDGET_OPTIONS,
  validateBudgetOptions,
} from '../../../src/engine/options/budget.ts';

describe('budget options', () => {
  it('has the figures of the notes', () => {
    assert.deepEqual(validateBudgetOptions(), { tokensMax: 10, throttleFactor: 2 });
    assert.deepEqual(validateBudgetOptions({ tokensMax: 3 }), {
      ...DEFAULT_BUDGET_OPTIONS,
      tokensMax: 3,
    });
  });

  it('names what is out of bounds', () => {
    for (const value of [-1, 1_001, 1.5, NaN])
      assert.throws(() => validateBudgetOptions({ tokensMax: value }), /budget\.tokensMax is/);
    for (const value of [-1, 101, 0.5])
      assert.throws(
        () => validateBudgetOptions({ throttleFactor: value }),
        /budget\.throttleFactor is/,
      );
  });
});
