/*
 * The ledger in memory keeps the same contract as the file.
 */
import assert from 'node:assert/strict';
import { createMemoryLedger } from '../../src/store/memoryLedger.ts';
import { attempt, ledgerContract } from './ledgerContract.ts';

describe('store/memoryLedger', () => {
  ledgerContract(() => Promise.resolve(createMemoryLedger()));

  it('is bounded', async () => {
    const ledger = createMemoryLedger();
    for (let n = 0; n < 10_001; n += 1) await ledger.keepAttempt(attempt(`${n}`, { wallMs: n }));
    const kept = await ledger.attemptsSince(0);
    assert.deepEqual([kept.length, kept[0]?.attemptId], [10_000, '1']);
  });
});
