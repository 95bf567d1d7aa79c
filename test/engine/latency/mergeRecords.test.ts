// Two windows that learn of the same model: what both saw is there, once each.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLatencyBook } from '../../../src/engine/latency/latencyBook.ts';
import { mergeRecords } from '../../../src/engine/latency/mergeRecords.ts';
import { A } from '../byHand.ts';

const DAY_MS = 86_400_000;
const bookAt = (wallMs = 0) => createLatencyBook({ wallMs: () => wallMs, kindOf: () => 'remote' });
const recordOf = (values: readonly number[], base?: unknown): object | undefined => {
  const book = bookAt();
  book.restore('a/m', base);
  for (const firstToken of values)
    book.learn(A, 10, { seen: { firstToken, total: 5 }, censored: {}, isTimeout: false });
  return book.record('a/m');
};
const samples = (record: unknown, wallMs = 0): number => {
  const book = bookAt(wallMs);
  book.restore('a/m', record);
  return book.of('firstToken', A, 10).samples;
};

describe('merged records', () => {
  it('hold what each has seen since they last met, in any order', () => {
    const times = fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(times, times, times, (before, mine, others) => {
        const base = recordOf(before);
        const [ours, theirs] = [recordOf(mine, base), recordOf(others, base)];
        const merged = mergeRecords({ base, ours, theirs }, 0);
        const all = before.length + mine.length + others.length;
        assert.ok(Math.abs(samples(merged) - all) < 0.01 * (all + 1));
        const mirrored = mergeRecords({ base, ours: theirs, theirs: ours }, 0);
        assert.equal(samples(mirrored), samples(merged));
      }),
      { numRuns: 50 },
    );
  });

  it('fade to one moment, and never fall below nothing', () => {
    const base = recordOf([100, 100, 100, 100]);
    const week = 7 * DAY_MS;
    const merged = mergeRecords({ base, ours: base, theirs: base }, week);
    assert.ok(Math.abs(samples(merged, week) - 2) < 0.01);
    const gone = mergeRecords({ base, ours: recordOf([5]), theirs: recordOf([7]) }, 0);
    assert.equal(samples(gone), 2);
  });

  it('take what is damaged or missing for nothing', () => {
    const record = recordOf([100]);
    for (const theirs of [undefined, '{', { v: 9 }, []])
      assert.equal(samples(mergeRecords({ base: undefined, ours: record, theirs }, 0)), 1);
    assert.equal(samples(mergeRecords({ base: '?', ours: null, theirs: record }, 0)), 1);
    assert.equal(mergeRecords({ base: record, ours: undefined, theirs: {} }, 0), undefined);
  });
});
