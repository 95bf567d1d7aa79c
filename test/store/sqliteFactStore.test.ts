/*
 * Facts in the file: the contract, and a file from before there were any.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { factStoreContract } from './factStoreContract.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/sqliteFactStore', ({ DatabaseSync }) => {
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

  it('is there after reopening, and in a file that had none', async () => {
    const first = await folder.open();
    await first.save(turn('t'));
    await first.close();
    const db = new DatabaseSync(folder.file);
    db.exec('DROP TABLE facts; DROP TABLE choices; DROP TABLE spend; PRAGMA user_version = 2');
    db.close();
    const second = await folder.open();
    await second.keepFact({ kind: 'k', key: 'a', wallMs: 1, text: 'x' });
    await second.close();
    const third = await folder.open();
    assert.deepEqual(await third.factsOf('k'), [{ kind: 'k', key: 'a', wallMs: 1, text: 'x' }]);
    assert.deepEqual(await third.turnsOf('talk'), [turn('t')]);
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
