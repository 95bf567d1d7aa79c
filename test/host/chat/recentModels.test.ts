import assert from 'node:assert/strict';
import { createRecentModels } from '../../../src/host/chat/recentModels.ts';

const memory = (value?: unknown) => {
  let kept = value;
  return {
    get: () => kept,
    update: (_name: string, next: unknown) => {
      kept = next;
      return Promise.resolve();
    },
  };
};
const target = (modelId: string) => ({ providerId: 'p', modelId });

describe('recentModels', () => {
  it('are the last five, newest first, each once', () => {
    const recents = createRecentModels(memory());
    for (const id of ['a', 'b', 'c', 'd', 'e', 'x/y', 'b']) recents.add(target(id));
    assert.deepEqual(
      recents.list().map(({ modelId }) => modelId),
      ['b', 'x/y', 'e', 'd', 'c'],
    );
  });

  it('are none where the list is foreign', () => {
    assert.deepEqual(createRecentModels(memory('p/a')).list(), []);
    assert.deepEqual(createRecentModels(memory([7, null, '', 'nothing', '/m'])).list(), []);
  });
});
