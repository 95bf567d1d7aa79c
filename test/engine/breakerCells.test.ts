// Cells move, and every move is a note with its reason and rings the bell; replacing one is not.

import assert from 'node:assert/strict';
import { cellKey, createCells, familyScope } from '../../src/engine/breakerCells.ts';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import { A, failure, ports } from './byHand.ts';

const setUp = () => {
  const all = ports();
  let rings = 0;
  all.changes.on(() => (rings += 1));
  const options = () => ({ ...DEFAULT_BREAKER_OPTIONS, rule: 'consecutive' }) as const;
  return { ...all, cells: createCells({ ...all, options }), rings: () => rings };
};

describe('breaker cells', () => {
  it('are healthy until told otherwise, and apart for targets and families', () => {
    const { cells } = setUp();
    assert.equal(cells.of({ target: A }).state, 'closed');
    assert.notEqual(cellKey({ target: A }), cellKey({ family: 'a/m' }));
    assert.equal(familyScope(undefined), undefined);
    assert.deepEqual(familyScope('f'), { family: 'f' });
    assert.deepEqual(cells.all(), []);
  });

  it('note each move with cause, words and end, and ring', () => {
    const { cells, notes, rings } = setUp();
    const scope = { target: A };
    cells.put({ ...cells.of(scope), opens: 0 });
    assert.deepEqual([notes.length, rings()], [0, 0]);
    const cause = { rule: 'in-a-row', failures: 5, limit: 5 } as const;
    cells.open(cells.of(scope), { cause, error: failure('server') });
    cells.move(cells.of(scope), { state: 'half-open', cause: { rule: 'due' }, trialId: 1 });
    cells.reopen(cells.of(scope), { rule: 'trial-unproven' });
    cells.close(cells.of(scope));
    assert.equal(rings(), 4);
    assert.deepEqual(
      notes.map((note) => note.type === 'breaker-changed' && [note.to, note.why, note.untilMs]),
      [
        ['open', '5 failures in a row', 30_000],
        ['half-open', 'the pause is over: one trial', undefined],
        ['open', 'the trial proved nothing', 30_000],
        ['closed', 'the trial was answered', undefined],
      ],
    );
    const { opens, trialId, tally } = cells.of(scope);
    assert.deepEqual([opens, trialId, tally.failures], [0, 0, 4]);
    cells.remove(scope);
    assert.deepEqual(cells.all(), []);
  });
});
