/*
 * Opening a real file: fresh, of each older version, damaged, of a newer one, impossible, and by two
 * at once.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import { NewerFile, prepareDatabase } from '../../src/store/turnSchema.ts';
import type { Store } from '../../src/store/index.ts';
import { spent } from './spendStoreContract.ts';
import { startWriter } from './writers.ts';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

const FIXTURES = new URL('../fixtures/store/', import.meta.url);
const OLDER = 6;

/** What a fixture of that version holds, and that everything can be written. */
async function keepsAll(store: Store, version: number, round: string): Promise<void> {
  const questions = (await store.turnsOf('talk')).map(({ question }) => question);
  assert.deepEqual(questions, ['An OLD question', 'And one more 你好']);
  const [found] = await store.conversations({ words: 'old q' });
  assert.equal(found?.title, version >= 2 ? 'A title' : 'An OLD question');
  const fact = { kind: 'k', key: 'a', wallMs: 1, text: 'x' };
  assert.deepEqual(await store.factsOf('k'), version >= 3 || round === 'again' ? [fact] : []);
  await store.keepFact(fact);
  assert.equal((await store.journalsOf(['t1'])).get('t1')?.leftOut, version >= 4 ? 3 : undefined);
  const choice = { tier: 'local', localOnly: true } as const;
  const kept = version >= 5 || round === 'again';
  assert.deepEqual(await store.choiceOf('talk'), kept ? choice : undefined);
  await store.keepChoice('talk', choice);
  const [sum] = await store.spendOf('2026-08', '');
  assert.equal(
    sum?.usdMicros,
    version >= 5 ? 9_000_000_000_000 : round === 'again' ? 10 : undefined,
  );
  if (version < 5) await store.keepSpend(spent('1'));
  assert.equal(await store.leases.take('a', 60_000), true);
  await store.leases.giveBack('a');
  const waits = { turnId: 't1', conversationId: 'talk', queuedWallMs: 5, windowId: 'w' };
  assert.equal((await store.queued()).length, round === 'again' ? 1 : 0);
  await store.enqueue(waits);
  assert.deepEqual(await store.queued(), [{ ...waits, state: 'waiting' }]);
}

withSqlite('store/turnSchema, and opening a file', ({ DatabaseSync }) => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });
  const fill = async (): Promise<void> => {
    const store = await folder.open();
    for (let i = 0; i < 200; i += 1) await store.save(turn(`t${i}`));
    await store.close();
  };

  it('makes folder and file, in write-ahead mode, with its version', async () => {
    const deep = join(folder.path, 'not', 'yet', 'there');
    const store = await openStore({ folder: deep, onProblem: () => assert.fail() });
    await store.save(turn('t'));
    await store.close();
    const db = new DatabaseSync(join(deep, 'steadfast.db'));
    assert.equal(db.prepare('PRAGMA user_version').get()?.['user_version'], 7);
    assert.equal(db.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'wal');
    db.close();
  });

  it('has a fixture of every older version', async () => {
    const db = new DatabaseSync(':memory:');
    prepareDatabase(db);
    const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    db.close();
    const files = (await fs.readdir(FIXTURES)).toSorted();
    assert.deepEqual(
      files,
      Array.from({ length: version - 1 }, (_, at) => `v${at + 1}.sql`),
    );
  });

  for (let version = 1; version <= OLDER; version += 1) {
    it(`brings a file of version ${version} up to date: nothing lost, and all that is new works`, async () => {
      const db = new DatabaseSync(folder.file);
      db.exec(await fs.readFile(new URL(`v${version}.sql`, FIXTURES), 'utf8'));
      db.close();
      for (const round of ['first', 'again']) {
        const store = await folder.open();
        await keepsAll(store, version, round);
        await store.close();
      }
      assert.deepEqual(folder.problems, []);
      const after = new DatabaseSync(folder.file);
      const count = after.prepare('SELECT count(*) AS n FROM turns').get()?.['n'];
      after.close();
      assert.equal(count, 3, 'what cannot be read stays in the file');
    });
  }

  it('takes a journal away with its turn, in a file that had none', async () => {
    const db = new DatabaseSync(folder.file);
    db.exec(await fs.readFile(new URL('v3.sql', FIXTURES), 'utf8'));
    db.close();
    const store = await folder.open();
    const journal = { events: [], leftOut: 1, costs: {} };
    await store.save(turn('t7'), journal);
    assert.deepEqual([...(await store.journalsOf(['t7', 't1'])).values()], [journal]);
    await store.removeTurns(['t7']);
    assert.equal((await store.journalsOf(['t7'])).size, 0);
  });

  const damages: Record<string, (file: string) => Promise<unknown>> = {
    garbage: (file) =>
      fs.writeFile(file, 'this is no database, and long enough to say so. '.repeat(99)),
    'NUL bytes': (file) => fs.writeFile(file, Buffer.alloc(144_258)),
    'cut off': async (file) => fs.truncate(file, (await fs.stat(file)).size / 2 + 7),
    'a torn first page': async (file) => {
      const handle = await fs.open(file, 'r+');
      await handle.write(Buffer.alloc(4096 - 100, 0xa5), 0, 4096 - 100, 100);
      await handle.close();
    },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`damaged (${what}): set aside, told once, what can be read is recovered`, async () => {
      await fill();
      await damage(folder.file);
      const damaged = await fs.readFile(folder.file);
      const store = await folder.open();
      const recovered = await store.turnsOf('talk');
      for (const one of recovered) assert.deepEqual(one, turn(one.turnId));
      await store.save(turn('new'));
      await store.close();
      const reopened = await folder.open();
      assert.equal((await reopened.turnsOf('talk')).length, recovered.length + 1);
      assert.equal(folder.problems.length, 1);
      const [problem] = folder.problems;
      assert.equal(problem?.isMemoryOnly, false);
      const told = recovered.length === 0 ? /^No questions were/ : /^\d+ questions were/;
      assert.match(problem?.remedy ?? '', told);
      assert.match(problem?.what ?? '', /was damaged and has been renamed to .*damaged-.*\.db\.$/);
      const aside = (await fs.readdir(folder.path)).find((name) =>
        /damaged-[^-].*\.db$/.test(name),
      );
      assert.deepEqual(await fs.readFile(join(folder.path, aside ?? '')), damaged);
    });
  }

  it('an empty file is a fresh one', async () => {
    await fs.writeFile(folder.file, '');
    await (await folder.open()).save(turn('t'));
    assert.deepEqual(folder.problems, []);
  });

  it('of a newer version: read, told, not one byte changed', async () => {
    await fill();
    const db = new DatabaseSync(folder.file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const hash = async () =>
      createHash('sha256')
        .update(await fs.readFile(folder.file))
        .digest('hex');
    const before = await hash();
    const store = await folder.open();
    await store.save(turn('mine'));
    assert.equal((await store.turnsOf('talk')).length, 201);
    await store.close();
    assert.equal(await hash(), before);
    assert.equal(folder.problems.length, 1);
    assert.equal(folder.problems[0]?.isMemoryOnly, true);
    assert.match(folder.problems[0]?.what ?? '', /newer version of Steadfast/);
  });

  it('updated by another window in between: still refused before anything is changed', () => {
    const db = new DatabaseSync(folder.file);
    db.exec('PRAGMA user_version = 99');
    assert.throws(() => prepareDatabase(db), NewerFile);
    assert.deepEqual(db.prepare('SELECT name FROM sqlite_schema').all(), []);
    assert.equal(db.isTransaction, false);
    db.close();
  });

  const impossible: Record<string, () => Promise<unknown>> = {
    'a folder of that name': () => fs.mkdir(folder.file),
    'a foreign database with such a table': async () => {
      const db = new DatabaseSync(folder.file);
      db.exec('CREATE TABLE turns (other TEXT)');
      db.close();
      await Promise.resolve();
    },
  };
  for (const [what, prepare] of Object.entries(impossible)) {
    it(`cannot be opened (${what}): memory, told once with file and remedy`, async () => {
      await prepare();
      const store = await folder.open();
      await store.save(turn('t'));
      assert.deepEqual(await store.turnsOf('talk'), [turn('t')]);
      assert.equal(folder.problems.length, 1);
      assert.equal(folder.problems[0]?.isMemoryOnly, true);
      assert.ok(folder.problems[0]?.what.includes(folder.file));
    });
  }

  it('where the folder cannot be made: memory, told', async () => {
    await fs.writeFile(join(folder.path, 'file'), '');
    let told = 0;
    const store = await openStore({
      folder: join(folder.path, 'file', 'below'),
      onProblem: () => (told += 1),
    });
    await store.save(turn('t'));
    assert.equal(told, 1);
  });

  it('several windows open a fresh, or a damaged, file at once', async () => {
    for (const isDamaged of [false, true]) {
      if (isDamaged) await fs.writeFile(folder.file, 'no database at all '.repeat(99));
      const writers = ['a', 'b', 'c'].map((name) => startWriter(folder.path, name, 20));
      const codes = await Promise.all(writers.map(({ over }) => over));
      assert.deepEqual(codes, [0, 0, 0]);
      const store = await folder.open();
      const ids = new Set((await store.turnsOf('talk')).map(({ turnId }) => turnId));
      for (const writer of writers) {
        for (const id of writer.acknowledged()) assert.ok(ids.has(id), id);
      }
      await store.close();
      await fs.rm(folder.file);
    }
  }).timeout(60_000);
});
