/*
 * The ledger in the file: the contract, and what was booked for an attempt beside it.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { attempt, ledgerContract } from './ledgerContract.ts';
import { spent } from './spendStoreContract.ts';
import { tempFolder, type TempFolder } from './tempFolder.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/sqliteLedger', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(() => folder.remove());

  ledgerContract(() => folder.open());

  it('says what each attempt cost, where anything was booked', async () => {
    const store = await folder.open();
    await store.keepAttempt(attempt('1'));
    await store.keepAttempt(attempt('2', { wallMs: 11 }));
    await store.keepAttempt(attempt('2', { wallMs: 12, windowId: 'v' }));
    await store.keepSpend(spent('1', { usdMicros: 9_000_000_000_000, isEstimated: true }));
    await store.keepSpend(spent('2', { windowId: 'v', usdMicros: 0, isUnknown: true }));
    assert.deepEqual(
      (await store.attemptsSince(0)).map(({ cost }) => cost),
      [
        { usdMicros: 9_000_000_000_000, isEstimated: true, isUnknown: false },
        undefined,
        { usdMicros: 0, isEstimated: false, isUnknown: true },
      ],
    );
  });
});
