import assert from 'node:assert/strict';
import { createTurnList } from '../../../src/host/chat/turnList.ts';
import { turn } from '../fakes.ts';

describe('turnList', () => {
  it('replaces a turn in its place and refuses one that is not there', () => {
    const list = createTurnList();
    const [one, two] = [turn('one?'), { ...turn('two?'), turnId: 't2' }];
    list.add(one);
    list.add(two);
    assert.equal(list.replace({ ...one, question: 'one!' }), true);
    assert.deepEqual(
      list.all().map(({ question }) => question),
      ['one!', 'two?'],
    );
    list.add({ ...turn('gone?'), turnId: 't3', aside: { for: 't2', branch: 't3' } });
    assert.deepEqual([list.all().length, list.every().length], [2, 3]);
    assert.deepEqual(list.versionOf('t2'), { at: 1, of: 2 });
    assert.equal(list.versionOf('t1'), undefined);
    list.reset([]);
    assert.equal(list.replace(one), false);
    assert.deepEqual(list.all(), []);
  });
});
