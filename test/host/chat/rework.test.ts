import assert from 'node:assert/strict';
import { createRework, type Rework } from '../../../src/host/chat/rework.ts';
import { createTurnList, type TurnList } from '../../../src/host/chat/turnList.ts';
import { setAside } from '../../../src/host/chat/branches.ts';
import { listStore, turn, type ListStore } from '../fakes.ts';

type Stage = { readonly list: TurnList; readonly store: ListStore; readonly rework: Rework };

function setUp(): Stage & { readonly errors: unknown[]; readonly draws: () => number } {
  const list = createTurnList();
  const store = listStore();
  const errors: unknown[] = [];
  let draws = 0;
  for (const turnId of ['a', 'b', 'c']) list.add({ ...turn(), turnId });
  for (const one of list.all()) store.saved.push(one);
  const rework = createRework({
    list,
    drop: (turnIds) => store.removeTurns(turnIds),
    keep: (one) => store.save(one),
    onTurns: () => (draws += 1),
    onStoreError: (error) => errors.push(error),
  });
  return { list, store, rework, errors, draws: () => draws };
}
const shown = ({ list }: Pick<Stage, 'list'>): string =>
  list
    .all()
    .map(({ turnId }) => turnId)
    .join(' ');
const stored = async ({ store }: Stage): Promise<string> =>
  (await store.turnsOf('c1')).map(({ turnId }) => turnId).join(' ');

describe('rework', () => {
  it('deletes at once, from the file too, and takes it back in its place', async () => {
    const stage = setUp();
    await stage.rework.remove('b');
    assert.equal(shown(stage), 'a c');
    assert.equal(await stored(stage), 'a c');
    assert.equal(stage.rework.removedCount(), 1);
    await stage.rework.undoRemove();
    assert.equal(shown(stage), 'a b c');
    assert.equal(await stored(stage), 'a b c');
    assert.equal(stage.rework.removedCount(), 0);
    assert.equal(stage.draws(), 2);
  });

  it('deletes a question with its other versions, and brings all of them back', async () => {
    const stage = setUp();
    const edited = [...setAside(stage.list.every(), 'b', 'B'), { ...turn(), turnId: 'B' }];
    await stage.rework.exchange(edited);
    await stage.rework.remove('B');
    assert.equal(stage.rework.removedCount(), 3);
    assert.equal(await stored(stage), 'a');
    await stage.rework.undoRemove();
    assert.deepEqual(stage.list.every(), edited);
  });

  it('forgets what can no longer be taken back', async () => {
    const stage = setUp();
    await stage.rework.remove('c');
    stage.rework.forgetRemoved();
    await stage.rework.undoRemove();
    assert.equal(shown(stage), 'a b');
  });

  it('stores what comes into view before what leaves it', async () => {
    const { list, store, rework } = setUp();
    await rework.exchange([...setAside(list.every(), 'b', 'B'), { ...turn(), turnId: 'B' }]);
    assert.deepEqual(
      store.saved.slice(3).map(({ turnId }) => turnId),
      ['B', 'b', 'c'],
    );
    await rework.showVersion('B', -1);
    assert.deepEqual(
      store.saved.slice(6).map(({ turnId }) => turnId),
      ['b', 'c', 'B'],
    );
    await rework.showVersion('b', -1);
    assert.equal(store.saved.length, 9);
  });

  it('knows no turn that is not in view, and tells what could not be deleted', async () => {
    const stage = setUp();
    await stage.rework.remove('x');
    assert.equal(stage.draws(), 0);
    stage.store.removeTurns = () => Promise.reject(new Error('disk'));
    await stage.rework.remove('a');
    assert.equal(stage.errors.length, 1);
  });
});
