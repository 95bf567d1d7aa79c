/*
 * What belongs together in memory: a question that waits goes with its turn, and all of it at once.
 */
import assert from 'node:assert/strict';
import { createMemoryStore } from '../../src/store/memoryStore.ts';
import { waiting } from './queueContract.ts';
import { turn } from './turnStoreContract.ts';

describe('store/memoryStore', () => {
  it('lets a question go with its turn', async () => {
    const store = createMemoryStore();
    for (const id of ['a', 'b', 'c']) {
      await store.save(turn(id));
      await store.enqueue({ ...waiting(id), conversationId: id === 'c' ? 'other' : 'talk' });
    }
    await store.removeTurns(['a']);
    await store.remove('other');
    assert.deepEqual(
      (await store.queued()).map(({ turnId }) => turnId),
      ['b'],
    );
  });

  it('forgets everything, and says how much it was', async () => {
    const store = createMemoryStore();
    await store.save(turn('a'));
    await store.save(turn('b', { conversationId: 'other' }));
    await store.enqueue(waiting('a'));
    assert.deepEqual(await store.forgetOlder({ journals: 1, figures: 1 }), {
      conversations: 0,
      turns: 0,
    });
    assert.deepEqual(await store.forgetAll(), { conversations: 2, turns: 2 });
    assert.deepEqual([await store.conversations(), await store.queued()], [[], []]);
  });
});
