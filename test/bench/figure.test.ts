/*
 * Figures say what was measured and whether it is enough; nothing measured is no success.
 */
import assert from 'node:assert/strict';
import { linesOf, median, percentile, told } from './figure.ts';

describe('figure', () => {
  it('takes the middle run, and the value that most do not exceed', () => {
    assert.equal(median([30, 10, 20]), 20);
    assert.equal(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95), 10);
    assert.ok(Number.isNaN(median([])));
  });

  it('says met or missed beside the goal, and nothing where there is none', () => {
    const figure = { name: 'task', unit: 'ms' as const, runs: [40, 60, 55] };
    assert.equal(told({ ...figure, goal: { most: 50 } }).verdict, 'missed');
    assert.equal(told({ ...figure, goal: { most: 55 } }).verdict, 'met');
    assert.equal(told({ ...figure, runs: [], goal: { most: 50 } }).verdict, 'missed');
    assert.equal(told(figure).verdict, undefined);
    const [title, line] = linesOf({
      title: 'Streaming',
      figures: [{ ...figure, goal: { most: 50 } }],
    });
    assert.equal(title, 'Streaming');
    assert.match(line ?? '', /task +55\.0 ms +goal 50\.0 ms: missed +\(40\.0, 60\.0, 55\.0\)/);
  });
});
