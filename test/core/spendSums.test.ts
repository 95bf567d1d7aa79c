import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addSum, asSum, isUnder, monthOf, sumOf, type SpendSum } from '../../src/core/index.ts';

const sum = (day: string, target: string, usdMicros: number, more: Partial<SpendSum> = {}) => ({
  day,
  target,
  usdMicros,
  isEstimated: false,
  attempts: 1,
  unknowns: 0,
  ...more,
});

describe('spendSums', () => {
  it('adds up by day and target, and over what is wanted', () => {
    const sums = new Map<string, SpendSum>();
    addSum(sums, sum('2026-08-01', 'a/m', 1));
    addSum(sums, sum('2026-08-01', 'a/m', 2, { isEstimated: true }));
    addSum(sums, sum('2026-08-02', 'a/m', 4, { unknowns: 1 }));
    assert.equal(sums.size, 2);
    const all = [...sums.values()];
    assert.deepEqual(
      sumOf(all, () => true),
      { usdMicros: 7, isEstimated: true, attempts: 3, unknowns: 1 },
    );
    assert.equal(sumOf(all, ({ day }) => day === '2026-08-02').usdMicros, 4);
    assert.equal(sumOf([], () => true).usdMicros, 0);
  });

  it('comes to the same in any order', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { maxLength: 100 });
    fc.assert(
      fc.property(amounts, (list) => {
        const of = (order: readonly number[]): number =>
          sumOf(
            order.map((usdMicros) => sum('d', 't', usdMicros)),
            () => true,
          ).usdMicros;
        assert.equal(of(list), of(list.toReversed()));
      }),
    );
  });

  it('an entry is one attempt, and what is unknown is counted as such', () => {
    const of = { attemptId: 'x', windowId: 'w', day: 'd', target: 't', usdMicros: 0 };
    const made = asSum({ ...of, isEstimated: false, isUnknown: true });
    assert.deepEqual([made.attempts, made.unknowns], [1, 1]);
  });

  it('knows what counts towards a limit', () => {
    const now = { day: '2026-08-22', target: 'a/m' };
    assert.equal(isUnder('day', { day: '2026-08-22', target: 'b/m' }, now), true);
    assert.equal(isUnder('target', { day: '2026-08-22', target: 'b/m' }, now), false);
    assert.equal(isUnder('month', { day: '2026-08-01', target: 'b/m' }, now), true);
    assert.equal(isUnder('month', { day: '2026-07-31', target: 'a/m' }, now), false);
    assert.equal(monthOf('2026-08-22'), '2026-08');
  });
});
