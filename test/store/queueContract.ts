/*
 * What every queue of questions must do, whatever keeps it.
 */
import assert from 'node:assert/strict';
import type { QueuedState, QueueStore } from '../../src/core/index.ts';

export const waiting = (turnId: string, windowId = 'w') => ({
  ...{ turnId, windowId },
  conversationId: 'talk',
  queuedWallMs: 7,
});

export function queueContract(open: () => Promise<QueueStore>): void {
  const states = async (queue: QueueStore) =>
    (await queue.queued()).map(({ turnId, state, windowId }) => [turnId, state, windowId]);
  const move = (
    queue: QueueStore,
    [turnId, from, to]: [string, readonly QueuedState[], QueuedState | 'gone'],
    windowId = 'w',
  ) => queue.moveQueued({ turnId, from, to, windowId });

  it('keeps the order in which questions were put there; one put anew stands at the end', async () => {
    const queue = await open();
    for (const id of ['b', 'a', 'c', 'b']) await queue.enqueue(waiting(id));
    assert.deepEqual(await queue.queued(), [
      { ...waiting('a'), state: 'waiting' },
      { ...waiting('c'), state: 'waiting' },
      { ...waiting('b'), state: 'waiting' },
    ]);
  });

  it('lets one window take a step, and no other', async () => {
    const queue = await open();
    await queue.enqueue(waiting('a'));
    const taken = await Promise.all(
      ['v', 'w'].map((window) => move(queue, ['a', ['waiting'], 'sending'], window)),
    );
    assert.deepEqual(
      taken.toSorted((a, b) => +a - +b),
      [false, true],
    );
    const [row] = await states(queue);
    assert.deepEqual(row, ['a', 'sending', taken[0] === true ? 'v' : 'w']);
    assert.equal(await move(queue, ['never', ['waiting'], 'gone']), false);
  });

  it('goes on from the states that were named, and from no other', async () => {
    const queue = await open();
    await queue.enqueue(waiting('a'));
    assert.equal(await move(queue, ['a', ['sending', 'doubtful'], 'gone']), false);
    assert.equal(await move(queue, ['a', ['waiting', 'doubtful'], 'sending']), true);
    await queue.enqueue(waiting('a', 'other'));
    assert.deepEqual(await states(queue), [['a', 'sending', 'w']], 'what is being sent stays');
    assert.equal(await move(queue, ['a', ['sending'], 'doubtful']), true);
    await queue.enqueue(waiting('a', 'other'));
    assert.deepEqual(await states(queue), [['a', 'waiting', 'other']]);
    assert.equal(await move(queue, ['a', ['waiting'], 'gone']), true);
    assert.deepEqual(await queue.queued(), []);
  });
}
