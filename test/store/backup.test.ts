/*
 * The one copy from before an update: whole, of the older version, and gone with what is deleted.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { promises as fs } from 'node:fs';
import { backupOf, keepBackup } from '../../src/store/backup.ts';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/backup', (sqlite) => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });
  const fixture = async (version: number): Promise<void> => {
    const db = new sqlite.DatabaseSync(folder.file);
    const sql = new URL(`../fixtures/store/v${version}.sql`, import.meta.url);
    db.exec(await fs.readFile(sql, 'utf8'));
    db.close();
  };
  const copies = async (): Promise<readonly string[]> =>
    (await fs.readdir(folder.path)).filter((name) => /copy|before-update\.db$/.test(name));
  const inBackup = (): unknown[] => {
    const db = new sqlite.DatabaseSync(backupOf(folder.file), { readOnly: true });
    const found = [
      db.prepare('PRAGMA user_version').get()?.['user_version'],
      db.prepare('SELECT count(*) AS n FROM turns').get()?.['n'],
    ];
    db.close();
    return found;
  };

  it('is made before an older file is brought up to date, and at no other time', async () => {
    await fixture(4);
    await (await folder.open()).close();
    assert.deepEqual(inBackup(), [4, 3]);
    await fs.rm(backupOf(folder.file));
    await (await folder.open()).close();
    assert.deepEqual(await copies(), []);
    assert.deepEqual(folder.problems, []);
  });

  it('is one: the next update replaces it', async () => {
    await fixture(2);
    await fs.writeFile(backupOf(folder.file), 'an older one');
    await (await folder.open()).close();
    assert.deepEqual(inBackup(), [2, 3]);
    assert.equal((await copies()).length, 1);
  });

  it('is never what another window has brought up to date meanwhile', async () => {
    await fixture(3);
    await keepBackup(sqlite, folder.file, 2);
    assert.deepEqual(await copies(), []);
  });

  it('goes with the first turn or conversation that is deleted for good', async () => {
    for (const isTurn of [true, false]) {
      await fixture(1);
      const store = await folder.open();
      assert.equal((await copies()).length, 1);
      await (isTurn ? store.removeTurns(['t1']) : store.remove('talk'));
      assert.deepEqual(await copies(), []);
      await store.close();
      await fs.rm(folder.file);
    }
  });
});
