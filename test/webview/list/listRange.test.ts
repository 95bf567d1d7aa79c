/*
 * Window arithmetic by its laws: every turn is drawn or stands for its height in an empty space,
 * once and in order; what is within sight is drawn; what is far is not.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  nearest,
  rangeAround,
  rangeAtEnd,
  rowsOf,
  type Heights,
  type Sight,
} from '../../../src/webview/list/listRange.ts';

const heightsOf = (list: readonly number[]): Heights => ({
  count: list.length,
  at: (index) => list[index] ?? 0,
});
const lists = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 60 });
const sights: fc.Arbitrary<Sight> = fc.record({
  seenPx: fc.integer({ min: 1, max: 1_500 }),
  beyondPx: fc.integer({ min: 0, max: 1_000 }),
});

/** Upper edge of each turn when one of them stands at `topPx`. */
function topsOf(list: readonly number[], index: number, topPx: number): number[] {
  const starts: number[] = [];
  let sum = 0;
  for (const height of list) {
    starts.push(sum);
    sum += height;
  }
  return starts.map((start) => start - (starts[index] ?? 0) + topPx);
}

describe('listRange', () => {
  it('draws exactly what comes within sight, and one more at each end', () => {
    fc.assert(
      fc.property(lists, sights, fc.nat(), fc.integer({ min: -9_000, max: 9_000 }), (...given) => {
        const [list, sight, seed, topPx] = given;
        const index = seed % list.length;
        const { first, end } = rangeAround(heightsOf(list), { index, topPx }, sight);
        const tops = topsOf(list, index, topPx);
        const isWanted = (at: number): boolean => {
          const top = tops[at] ?? 0;
          const bottom = top + (list[at] ?? 0);
          return bottom > -sight.beyondPx && top < sight.seenPx + sight.beyondPx;
        };
        const wanted = list.flatMap((_, at) => (isWanted(at) ? [at] : []));
        assert.ok(first >= 0 && end <= list.length && end > first);
        const [from] = wanted;
        const to = wanted.at(-1);
        if (from === undefined || to === undefined) return;
        assert.equal(first, Math.max(0, from - 1));
        assert.equal(end, Math.min(list.length, to + 2));
      }),
    );
  });

  it('ends with the last turn, and is full to the upper edge', () => {
    fc.assert(
      fc.property(lists, sights, (list, sight) => {
        const { first, end } = rangeAtEnd(heightsOf(list), sight);
        assert.equal(end, list.length);
        const height = list.slice(first).reduce((sum, one) => sum + one, 0);
        assert.ok(first === 0 || height >= sight.seenPx + sight.beyondPx);
      }),
    );
  });

  it('an empty list has an empty range', () => {
    const none = heightsOf([]);
    const sight = { seenPx: 500, beyondPx: 400 };
    assert.deepEqual(rangeAtEnd(none, sight), { first: 0, end: 0 });
    assert.deepEqual(rowsOf(none, { first: 0, end: 5 }, [0]), []);
  });

  it('rows hold each turn once, in order, and are as high as all of them', () => {
    const ends = fc.tuple(fc.nat(70), fc.nat(70));
    fc.assert(
      fc.property(lists, ends, fc.array(fc.integer({ min: -2, max: 70 })), (list, [a, b], pins) => {
        const range = { first: Math.min(a, b), end: Math.max(a, b) };
        const rows = rowsOf(heightsOf(list), range, pins);
        const told = rows.flatMap((row) =>
          row.type === 'turn'
            ? [row.index]
            : list.slice(row.range.first, row.range.end).map((_, at) => row.range.first + at),
        );
        assert.deepEqual(
          told,
          list.map((_, at) => at),
        );
        const drawn = new Set(rows.flatMap((row) => (row.type === 'turn' ? [row.index] : [])));
        for (const at of [...pins, range.first, range.end - 1]) {
          const isHere = at >= 0 && at < list.length;
          const isAsked = pins.includes(at) || (at >= range.first && at < range.end);
          if (isHere && isAsked) assert.ok(drawn.has(at), `${at} is not drawn`);
        }
        let height = 0;
        for (const row of rows) {
          height += row.type === 'turn' ? (list[row.index] ?? 0) : row.heightPx;
        }
        assert.equal(
          height,
          list.reduce((sum, one) => sum + one, 0),
        );
        assert.ok(rows.every((row, at) => row.type === 'turn' || rows[at + 1]?.type !== 'space'));
      }),
    );
  });

  it('knows which of several is seen, or nearest to it', () => {
    const heights = heightsOf([100, 100, 100]);
    const place = (index: number, topPx: number) => ({ index, topPx });
    assert.equal(nearest([], heights, 500), undefined);
    assert.equal(nearest([place(0, -300), place(1, 20)], heights, 500)?.index, 1);
    assert.equal(nearest([place(0, -900), place(1, 700)], heights, 500)?.index, 1);
    assert.equal(nearest([place(0, -150), place(1, 700)], heights, 500)?.index, 0);
  });
});
