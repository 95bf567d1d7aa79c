import assert from 'node:assert/strict';
import { costsOf } from '../../../src/host/dashboard/costs.ts';
import { tryOf, turnOf } from './turns.ts';

const cost = (usdMicros: number, isEstimated = false) => ({ usdMicros, isEstimated });

describe('costsOf', () => {
  it('adds up by what was paid for, and counts what nobody knows', () => {
    const tries = [
      tryOf({ cost: cost(10) }),
      tryOf({ cost: cost(5, true), outcome: 'failed', paidFor: 'failed' }),
      tryOf({ cost: cost(3), paidFor: 'continued' }),
      tryOf({ cost: cost(2), paidFor: 'parallel' }),
      tryOf(),
      tryOf({ outcome: 'failed', paidFor: 'failed' }),
    ];
    assert.deepEqual(costsOf([turnOf({ tries })]), {
      usdMicros: { answer: 10, failed: 5, continued: 3, parallel: 2 },
      ...{ together: 20, isEstimated: true, unknown: 1 },
    });
  });
});
