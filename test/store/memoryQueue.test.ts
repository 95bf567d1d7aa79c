/*
 * The queue in memory keeps the same contract as the file.
 */
import assert from 'node:assert/strict';
import { createMemoryQueue } from '../../src/store/memoryQueue.ts';
import { queueContract, waiting } from './queueContract.ts';

describe('store/memoryQueue', () => {
  queueContract(() => Promise.resolve(createMemoryQueue()));

  it('forgets what it is told', async () => {
    const queue = createMemoryQueue();
    for (const id of ['a', 'b']) await queue.enqueue(waiting(id));
    queue.forget(({ turnId }) => turnId === 'a');
    assert.deepEqual(
      (await queue.queued()).map(({ turnId }) => turnId),
      ['b'],
    );
  });
});
