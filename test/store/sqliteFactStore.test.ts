/*
 * Facts in the file: the contract, and what is there after reopening.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { factStoreContract } from './factStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/sqliteFactStore', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });

  describe('keeps the contract', () => {
    factStoreContract(() => folder.open());
  });

  it('is there after reopening', async () => {
    const first = await folder.open();
    await first.keepFact({ kind: 'k', key: 'a', wallMs: 1, text: 'x' });
    await first.close();
    const second = await folder.open();
    assert.deepEqual(await second.factsOf('k'), [{ kind: 'k', key: 'a', wallMs: 1, text: 'x' }]);
    assert.deepEqual(folder.problems, []);
  });

  it('is closed with the turns', async () => {
    const store = await folder.open();
    const begun = store.keepFact({ kind: 'k', key: 'a', wallMs: 1, text: 'x' });
    await store.close();
    await begun;
    await assert.rejects(store.factsOf('k'), /closed/);
  });
});
