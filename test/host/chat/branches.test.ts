import assert from 'node:assert/strict';
import type { TurnRecord } from '../../../src/core/index.ts';
import {
  familyOf,
  healed,
  inView,
  setAside,
  versionsOf,
  withVersion,
} from '../../../src/host/chat/branches.ts';
import { turn } from '../fakes.ts';

const named = (turnId: string): TurnRecord => ({ ...turn(`${turnId}?`), turnId });
const shown = (turns: readonly TurnRecord[] | undefined): string =>
  inView(turns ?? [])
    .map(({ turnId }) => turnId)
    .join(' ');
/** Asked anew in the place of `place`. */
const edited = (turns: readonly TurnRecord[], place: string, next: string): TurnRecord[] => [
  ...setAside(turns, place, next),
  named(next),
];

describe('branches', () => {
  const asked = ['a', 'b', 'c'].map(named);

  it('an edit takes the turn and all that followed it out of view, and loses nothing', () => {
    const turns = edited(asked, 'b', 'B');
    assert.equal(shown(turns), 'a B');
    assert.equal(turns.length, 4);
    assert.deepEqual([...versionsOf(turns)], [['B', { at: 2, of: 2 }]]);
  });

  it('the earlier version comes back with everything in it, and goes again', () => {
    const turns = edited(asked, 'b', 'B');
    const back = withVersion(turns, 'B', -1);
    assert.equal(shown(back), 'a b c');
    assert.deepEqual([...versionsOf(back ?? [])], [['b', { at: 1, of: 2 }]]);
    assert.equal(shown(withVersion(back ?? [], 'b', 1)), 'a B');
    assert.equal(withVersion(turns, 'B', 1), undefined);
    assert.equal(withVersion(turns, 'a', -1), undefined);
  });

  it('every version can be reached, whatever was edited after which', () => {
    let turns: readonly TurnRecord[] = edited(edited(asked, 'b', 'B'), 'B', 'BB');
    assert.deepEqual(versionsOf(turns).get('BB'), { at: 3, of: 3 });
    turns = withVersion(turns, 'BB', -1) ?? [];
    assert.equal(shown(turns), 'a B');
    turns = edited(turns, 'a', 'A');
    assert.equal(shown(turns), 'A');
    turns = withVersion(turns, 'A', -1) ?? [];
    assert.equal(shown(turns), 'a B');
    turns = withVersion(turns, 'B', -1) ?? [];
    assert.equal(shown(turns), 'a b c');
    turns = withVersion(turns, 'b', 1) ?? [];
    assert.equal(shown(withVersion(turns, 'B', 1)), 'a BB');
  });

  it('a family is the turn, its versions and what is behind them', () => {
    const turns = edited(edited(asked, 'c', 'C'), 'b', 'B');
    assert.deepEqual([...familyOf(turns, 'B')].toSorted(), ['B', 'C', 'b', 'c']);
    assert.deepEqual([...familyOf(turns, 'a')], ['a']);
  });

  it('nothing stays hidden behind a turn that was never stored', () => {
    const turns = setAside(asked, 'b', 'lost');
    assert.equal(shown(turns), 'a');
    assert.equal(shown(healed(turns)), 'a b c');
    assert.equal(shown(healed(edited(asked, 'b', 'B'))), 'a B');
  });

  it('a place that is not in view sets nothing aside', () => {
    assert.equal(shown(setAside(asked, 'x', 'y')), 'a b c');
  });
});
