/*
 * What every ledger must do, whatever keeps it.
 */
import assert from 'node:assert/strict';
import type { LedgerAttempt, LedgerStore } from '../../src/core/index.ts';

export const attempt = (attemptId: string, more: Partial<LedgerAttempt> = {}): LedgerAttempt => ({
  attemptId,
  windowId: 'w',
  wallMs: 10,
  target: 'a/m',
  origin: 'first',
  outcome: 'finished',
  ...more,
});

export function ledgerContract(open: () => Promise<LedgerStore>): void {
  it('keeps each attempt of each window once, in the order in which they ended', async () => {
    const ledger = await open();
    await ledger.keepAttempt(attempt('2', { wallMs: 30, inputTokens: 5, outputTokens: 0 }));
    await ledger.keepAttempt(attempt('1', { wallMs: 20, outcome: 'failed' }));
    await ledger.keepAttempt(attempt('1', { wallMs: 40, windowId: 'v', cachedTokens: 3 }));
    await ledger.keepAttempt(attempt('1', { wallMs: 25, origin: 'retry' }));
    assert.deepEqual(await ledger.attemptsSince(0), [
      attempt('1', { wallMs: 25, origin: 'retry' }),
      attempt('2', { wallMs: 30, inputTokens: 5, outputTokens: 0 }),
      attempt('1', { wallMs: 40, windowId: 'v', cachedTokens: 3 }),
    ]);
    assert.deepEqual(
      (await ledger.attemptsSince(30)).map(({ wallMs }) => wallMs),
      [30, 40],
    );
  });
}
