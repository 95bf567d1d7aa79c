/*
 * A file of a newer Steadfast: read as far as it is understood, gone on with in memory, never changed.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { tempFolder, type TempFolder } from './tempFolder.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/readOnlyStore', ({ DatabaseSync }) => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
    const store = await folder.open();
    await store.save(turn('a', { askedWallMs: 1 }), { events: [], leftOut: 2, costs: {} });
    await store.save(turn('b', { askedWallMs: 2, conversationId: 'other' }));
    await store.rename('talk', 'A title');
    await store.keepChoice('talk', { tier: 'local', localOnly: true });
    await store.close();
  });
  afterEach(() => folder.remove());
  const change = (sql: string): void => {
    const db = new DatabaseSync(folder.file);
    db.exec(sql);
    db.close();
  };
  const hash = async (): Promise<string> =>
    createHash('sha256')
      .update(await fs.readFile(folder.file))
      .digest('hex');

  it('is read, gone on with in memory, and not one byte of it is changed', async () => {
    change('PRAGMA user_version = 99');
    const before = await hash();
    const store = await folder.open();
    assert.equal(folder.problems.length, 1);
    assert.match(folder.problems[0]?.what ?? '', /written by a newer version of Steadfast/);
    assert.match(folder.problems[0]?.remedy ?? '', /can be read/);
    assert.deepEqual(await store.turnsOf('talk'), [turn('a', { askedWallMs: 1 })]);
    assert.deepEqual(
      [await store.titleOf('talk'), (await store.choiceOf('talk'))?.tier],
      ['A title', 'local'],
    );
    assert.equal((await store.journalsOf(['a'])).get('a')?.leftOut, 2);

    await store.save(turn('c', { askedWallMs: 3 }));
    await store.save(turn('a', { askedWallMs: 1, question: 'changed here' }));
    const said = (await store.turnsOf('talk')).map(
      ({ turnId, question }) => `${turnId} ${question}`,
    );
    assert.deepEqual(said, ['a changed here', 'c Question of c']);
    assert.deepEqual(
      (await store.conversations()).map(({ conversationId, title }) => [conversationId, title]),
      [
        ['talk', 'A title'],
        ['other', 'Question of b'],
      ],
    );
    assert.equal(await store.latestConversation(), 'talk');
    for (const refused of [store.remove('talk'), store.rename('other', 'x'), store.forgetAll()])
      await assert.rejects(refused, /newer Steadfast\. Update Steadfast/);
    await store.save(turn('d', { conversationId: 'mine' }));
    await store.remove('mine');
    assert.deepEqual(await store.turnsOf('mine'), []);
    await store.keepFact({ kind: 'k', key: 'a', wallMs: 1, text: 'x' });
    await store.enqueue({ turnId: 'c', conversationId: 'talk', queuedWallMs: 1, windowId: 'w' });
    assert.equal((await store.queued()).length, 1);
    await store.close();
    assert.equal(await hash(), before);
  });

  it('whose tables are not known any more: memory alone, told once', async () => {
    change('ALTER TABLE turns RENAME COLUMN turn TO something; PRAGMA user_version = 99');
    const store = await folder.open();
    assert.deepEqual(await store.turnsOf('talk'), []);
    await store.save(turn('c'));
    assert.equal((await store.turnsOf('talk')).length, 1);
    assert.equal(folder.problems.length, 1);
  });
});
