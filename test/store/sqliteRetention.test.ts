/*
 * Forgetting in the file: what is too old and nothing else, and everything, so that not one word is
 * left in any file of the folder.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { attempt } from './ledgerContract.ts';
import { waiting } from './queueContract.ts';
import { spent } from './spendStoreContract.ts';
import { tempFolder, type TempFolder } from './tempFolder.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

const DAY_MS = 86_400_000;
const journal = { events: [], leftOut: 1, costs: {} };

withSqlite('store/sqliteRetention', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(() => folder.remove());

  it('lets journals, figures and conversations go by their own age', async () => {
    const store = await folder.open();
    const now = Date.UTC(2026, 7, 22);
    const days = (n: number): number => now - n * DAY_MS;
    const say = (id: string, conversationId: string, age: number) =>
      store.save(turn(id, { conversationId, askedWallMs: days(age) }), journal);
    await say('t1', 'long ago', 90);
    await say('t2', 'gone on with', 90);
    await say('t3', 'gone on with', 1);
    await say('t4', 'waits', 90);
    await store.enqueue({ ...waiting('t4'), conversationId: 'waits' });
    await store.rename('long ago', 'A title');
    await store.keepSpend(spent('old', { day: '2024-08-01' }));
    await store.keepSpend(spent('new'));
    await store.keepAttempt(attempt('old', { wallMs: days(800) }));
    await store.keepAttempt(attempt('new', { wallMs: days(1) }));

    const since = { journals: days(30), figures: days(400) };
    assert.deepEqual(await store.forgetOlder(since), { conversations: 0, turns: 0 });
    assert.deepEqual([...(await store.journalsOf(['t1', 't2', 't3', 't4'])).keys()], ['t3']);
    assert.equal((await store.spendOf('2024-08', '')).length, 0);
    assert.equal((await store.spendOf('2026-08', '')).length, 1);
    assert.deepEqual(
      (await store.attemptsSince(0)).map(({ attemptId }) => attemptId),
      ['new'],
    );

    const all = { ...since, conversations: days(60) };
    const shown = { ...all, except: ['long ago'] };
    assert.deepEqual(await store.forgetOlder(shown), { conversations: 0, turns: 0 });
    assert.deepEqual(await store.forgetOlder(all), { conversations: 1, turns: 1 });
    assert.deepEqual(
      (await store.conversations()).map(({ conversationId }) => conversationId),
      ['gone on with', 'waits'],
    );
    assert.equal(await store.titleOf('long ago'), undefined);
  });

  it('forgets everything: no word is left in any file, and other windows go on', async () => {
    const store = await folder.open();
    const other = await folder.open();
    const secret = 'a word that nobody shall find again';
    for (let n = 0; n < 50; n += 1)
      await store.save(turn(`t${n}`, { conversationId: `c${n % 5}`, question: `${secret} ${n}` }));
    await store.keepFact({ kind: 'k', key: 'a', wallMs: 1, text: secret });
    await store.keepChoice('c1', { tier: 'local', localOnly: true });
    for (const copy of ['steadfast.before-update.db', 'steadfast.damaged-2026.db', 'mine.txt'])
      await fs.writeFile(join(folder.path, copy), secret);

    assert.deepEqual(await store.forgetAll(), { conversations: 5, turns: 50 });
    assert.deepEqual(
      [await store.conversations(), await store.factsOf('k'), await store.choiceOf('c1')],
      [[], [], undefined],
    );
    for (const name of await fs.readdir(folder.path)) {
      const isFound = (await fs.readFile(join(folder.path, name))).includes(secret);
      assert.equal(isFound, name === 'mine.txt', `${name} ${isFound ? 'holds' : 'lost'} it`);
    }
    await other.save(turn('after'));
    assert.equal((await store.turnsOf('talk')).length, 1);
  });
});
