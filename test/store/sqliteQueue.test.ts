/*
 * The queue in the file: the contract, the turns that take their question along, and two windows.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { queueContract, waiting } from './queueContract.ts';
import { tempFolder, type TempFolder } from './tempFolder.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/sqliteQueue', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(() => folder.remove());

  queueContract(() => folder.open());

  it('lets a question go with its turn, whichever way that goes', async () => {
    const store = await folder.open();
    for (const id of ['a', 'b', 'c']) {
      await store.save(turn(id, { conversationId: id === 'c' ? 'other' : 'talk' }));
      await store.enqueue({ ...waiting(id), conversationId: id === 'c' ? 'other' : 'talk' });
    }
    await store.save(turn('a', { question: 'changed' }));
    assert.equal((await store.queued()).length, 3, 'a changed turn keeps its place');
    await store.removeTurns(['a']);
    await store.remove('other');
    assert.deepEqual(
      (await store.queued()).map(({ turnId }) => turnId),
      ['b'],
    );
  });

  it('of two windows one takes the step, a hundred times over', async () => {
    const windows = [await folder.open(), await folder.open()];
    for (let n = 0; n < 100; n += 1) {
      await windows[0]?.enqueue(waiting(`t${n}`));
      const step = { turnId: `t${n}`, from: ['waiting'], to: 'sending' } as const;
      const taken = await Promise.all(
        windows.map((store, at) => store.moveQueued({ ...step, windowId: `w${at}` })),
      );
      assert.deepEqual(
        taken.toSorted((a, b) => +a - +b),
        [false, true],
        `t${n}`,
      );
    }
    const seen = await Promise.all(windows.map((store) => store.queued()));
    assert.equal(seen[0]?.length, 100);
    assert.deepEqual(seen[0], seen[1]);
  });
});
