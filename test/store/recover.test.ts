/*
 * What comes over from a damaged file: all rows on both sides of the damage, and nothing made up.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { recoverInto } from '../../src/store/recover.ts';
import { prepareDatabase } from '../../src/store/turnSchema.ts';
import { spent } from './spendStoreContract.ts';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/recover', (sqlite) => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });
  const fill = async (): Promise<void> => {
    const store = await folder.open();
    for (let i = 0; i < 300; i += 1)
      await store.save(turn(`t${i}`, { question: `${i} ${'word '.repeat(200)}` }), {
        ...{ events: [], leftOut: i, costs: {} },
      });
    await store.rename('talk', 'A title');
    await store.keepChoice('talk', { tier: 'local', localOnly: true });
    await store.keepFact({ kind: 'k', key: 'a', wallMs: 1, text: 'x' });
    await store.keepSpend(spent('1'));
    await store.close();
  };
  /** A fresh file beside the damaged one. */
  const fresh = () => {
    const db = new sqlite.DatabaseSync(join(folder.path, 'fresh.db'));
    prepareDatabase(db);
    return db;
  };
  const numberOf = (db: ReturnType<typeof fresh>, table: string): unknown =>
    db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];

  it('has everything of a file that is whole', async () => {
    await fill();
    const db = fresh();
    assert.equal(recoverInto(db, sqlite, folder.file), 300);
    const tables = ['turns', 'journals', 'titles', 'choices', 'facts', 'spend'];
    const counts = tables.map((table) => numberOf(db, table));
    assert.deepEqual(counts, [300, 300, 1, 1, 1, 1]);
    assert.equal(recoverInto(db, sqlite, folder.file), 0, 'nothing is there twice');
    db.close();
  });

  it('has the rows before and behind a page that is NUL, and changes nothing of that file', async () => {
    await fill();
    const pages = (await fs.stat(folder.file)).size / 4096;
    const handle = await fs.open(folder.file, 'r+');
    await handle.write(Buffer.alloc(2048), 0, 2048, Math.floor(pages / 2) * 4096);
    await handle.close();
    const before = await fs.readFile(folder.file);
    const db = fresh();
    const count = recoverInto(db, sqlite, folder.file);
    assert.ok(count >= 250 && count < 300, `${count} turns`);
    const ids = db.prepare('SELECT turn_id FROM turns').all();
    const numbers = ids.map((row) => Number(String(row['turn_id']).slice(1)));
    assert.ok(numbers.includes(0) && numbers.includes(299), 'both ends');
    assert.deepEqual(await fs.readFile(folder.file), before);
    db.close();
  });

  it('has what is left of a file that was cut off', async () => {
    await fill();
    await fs.truncate(folder.file, (await fs.stat(folder.file)).size / 2 + 7);
    const db = fresh();
    const count = recoverInto(db, sqlite, folder.file);
    assert.ok(count >= 100 && count < 300, `${count} turns`);
    db.close();
  });

  it('leaves behind what is no turn, and what an older file has not', async () => {
    const old = new sqlite.DatabaseSync(folder.file);
    old.exec(await fs.readFile(new URL('../fixtures/store/v1.sql', import.meta.url), 'utf8'));
    old.close();
    const db = fresh();
    assert.equal(recoverInto(db, sqlite, folder.file), 2);
    assert.match(String(db.prepare('SELECT words FROM turns').get()?.['words']), /an old question/);
    db.close();
  });

  it('has nothing of what is no database', async () => {
    await fs.writeFile(folder.file, 'no database at all '.repeat(99));
    const db = fresh();
    assert.equal(recoverInto(db, sqlite, folder.file), 0);
    assert.equal(db.isTransaction, false);
    db.close();
  });
});
