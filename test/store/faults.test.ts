/*
 * What a computer does to a file, each with its message: a full disk, a folder that may not be
 * written, a file that another program holds, pages of zeros, a log that was cut off. What was
 * acknowledged and is still on the disk is there afterwards.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { promises as fs } from 'node:fs';
import type * as nodeSqlite from 'node:sqlite';
import { join } from 'node:path';
import { openStore, type StoreProblem } from '../../src/store/index.ts';
import { createSqliteTurnStore } from '../../src/store/sqliteTurnStore.ts';
import { createStatements } from '../../src/store/statements.ts';
import { prepareDatabase } from '../../src/store/turnSchema.ts';
import { tempFolder, type TempFolder } from './tempFolder.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store, under faults', (sqlite) => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(() => folder.remove());
  const fill = async (count: number): Promise<void> => {
    const store = await folder.open();
    for (let n = 0; n < count; n += 1)
      await store.save(turn(`t${n}`, { question: `${n} ${'word '.repeat(200)}` }));
    await store.close();
  };

  it('a full disk: the save says so, nothing before it is lost, and later ones work', async () => {
    const db = new sqlite.DatabaseSync(folder.file);
    prepareDatabase(db);
    const store = createSqliteTurnStore(db, createStatements({ db, file: folder.file }), () =>
      assert.fail(),
    );
    await store.save(turn('before'));
    const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
    db.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const big = turn('big', { question: 'x'.repeat(200_000) });
    await assert.rejects(store.save(big), /No space is left for .*steadfast\.db\. Free some space/);
    assert.deepEqual(await store.turnsOf('talk'), [turn('before')]);
    db.exec('PRAGMA max_page_count = 100000');
    await store.save(big);
    assert.equal((await store.turnsOf('talk')).length, 2);
    await store.close();
  });

  const refusals: readonly (readonly [string, object, RegExp])[] = [
    ['a full disk', { errcode: 13 }, /No space is left for .* Free some space/],
    ['a file that may not be written', { errcode: 8 }, /cannot be written\. Allow writing/],
    ['a folder that may not be opened', { errcode: 14 }, /cannot be written\. Allow writing/],
    ['EPERM', { code: 'EPERM' }, /cannot be written\. Allow writing/],
    ['EACCES', { code: 'EACCES' }, /cannot be written\. Allow writing/],
    ['a file system that is read-only', { code: 'EROFS' }, /cannot be written\. Allow writing/],
    ['EBUSY', { code: 'EBUSY' }, /used by another program\. Close the program/],
    ['no space for the folder', { code: 'ENOSPC' }, /No space is left for/],
    ['a device that fails', { errcode: 10 }, /cannot be used: .*\. See that the folder exists/],
  ];
  for (const [what, fields, said] of refusals)
    it(`${what} at the start: memory, told once with file and remedy`, async () => {
      const told: StoreProblem[] = [];
      const broken = {
        DatabaseSync: function broken() {
          throw Object.assign(new Error('it is broken'), fields);
        },
      } as unknown as typeof nodeSqlite;
      const store = await openStore(
        { folder: folder.path, onProblem: (problem) => told.push(problem) },
        () => Promise.resolve(broken),
      );
      await store.save(turn('t'));
      assert.equal((await store.turnsOf('talk')).length, 1);
      assert.equal(told.length, 1);
      assert.equal(told[0]?.isMemoryOnly, true);
      assert.match(`${told[0]?.what} ${told[0]?.remedy}`, said);
      assert.ok(told[0]?.what.includes(folder.file));
    });

  it('a file that another program holds for good at the start: told, and memory', async () => {
    await fill(1);
    const other = new sqlite.DatabaseSync(folder.file);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM facts');
    const real = performance.now;
    let skippedMs = 0;
    performance.now = () => real.call(performance) + (skippedMs += 2_000);
    try {
      const store = await folder.open();
      await store.save(turn('t'));
    } finally {
      performance.now = real;
      other.close();
    }
    assert.equal(folder.problems.length, 1);
    assert.match(folder.problems[0]?.what ?? '', /is being used by another program/);
  });

  it('half a page of zeros inside: found at the start, set aside, the rest recovered', async () => {
    await fill(300);
    const handle = await fs.open(folder.file, 'r+');
    const { size } = await handle.stat();
    const middle = Math.floor(size / 4096 / 2) * 4096;
    await handle.write(Buffer.alloc(2048), 0, 2048, middle);
    await handle.close();
    const store = await folder.open();
    assert.equal(folder.problems.length, 1, 'told before anybody has read anything');
    assert.match(folder.problems[0]?.what ?? '', /was damaged and has been renamed/);
    const recovered = await store.turnsOf('talk');
    assert.ok(recovered.length >= 290, `${recovered.length} of 300`);
    await store.save(turn('new'));
    assert.equal((await store.turnsOf('talk')).length, recovered.length + 1);
  });

  it('a log that was cut off: what is whole of it is there, and every row can be read', async () => {
    const store = await folder.open();
    for (let n = 0; n < 100; n += 1) await store.save(turn(`t${n}`, { askedWallMs: n }));
    const log = `${folder.file}-wal`;
    const { size } = await fs.stat(log);
    const copy = join(folder.path, 'copy');
    await fs.mkdir(copy);
    await fs.copyFile(folder.file, join(copy, 'steadfast.db'));
    await fs.copyFile(log, join(copy, 'steadfast.db-wal'));
    await fs.truncate(join(copy, 'steadfast.db-wal'), Math.floor(size * 0.6) + 13);
    const told: StoreProblem[] = [];
    const cut = await openStore({ folder: copy, onProblem: (problem) => told.push(problem) });
    const turns = await cut.turnsOf('talk');
    assert.ok(turns.length > 10 && turns.length < 100, `${turns.length} of 100`);
    for (const [at, one] of turns.entries())
      assert.deepEqual(one, turn(`t${at}`, { askedWallMs: at }));
    await cut.save(turn('new', { askedWallMs: 500 }));
    await cut.close();
    assert.deepEqual(told, []);
  });
});
