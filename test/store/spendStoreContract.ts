/*
 * What every store of money must do, whatever it keeps it in.
 */
import assert from 'node:assert/strict';
import type { SpendEntry, SpendStore } from '../../src/core/index.ts';

export const spent = (attemptId: string, more: Partial<SpendEntry> = {}): SpendEntry => ({
  attemptId,
  windowId: 'w',
  day: '2026-08-22',
  target: 'a/m',
  usdMicros: 10,
  isEstimated: false,
  isUnknown: false,
  ...more,
});

export function spendStoreContract(open: () => Promise<SpendStore>): void {
  const sums = async (store: SpendStore, month = '2026-08', except = '') =>
    (await store.spendOf(month, except)).map(({ day, target, usdMicros }) => [
      day.slice(8),
      target,
      usdMicros,
    ]);

  it('adds up by day and model, for one month, without one window', async () => {
    const store = await open();
    await store.keepSpend(spent('1'));
    await store.keepSpend(spent('2', { windowId: 'v', usdMicros: 5 }));
    await store.keepSpend(spent('3', { target: 'b/m/x', day: '2026-08-01' }));
    await store.keepSpend(spent('4', { day: '2026-07-31' }));
    await store.keepSpend(spent('5', { day: '2026-09-01' }));
    assert.deepEqual(await sums(store), [
      ['01', 'b/m/x', 10],
      ['22', 'a/m', 15],
    ]);
    assert.deepEqual(await sums(store, '2026-08', 'w'), [['22', 'a/m', 5]]);
    assert.deepEqual(await sums(store, '2026-07'), [['31', 'a/m', 10]]);
  });

  it('keeps two windows apart that named their attempts alike', async () => {
    const store = await open();
    await store.keepSpend(spent('1', { windowId: 'v' }));
    await store.keepSpend(spent('1', { windowId: 'w', usdMicros: 3 }));
    await store.keepSpend(spent('1', { windowId: 'v', usdMicros: 0 }));
    assert.deepEqual(await sums(store), [['22', 'a/m', 3]]);
  });

  it('replaces what is booked for an attempt; nothing is no row, unknown is one', async () => {
    const store = await open();
    await store.keepSpend(spent('1', { usdMicros: 99, isEstimated: true }));
    await store.keepSpend(spent('1', { usdMicros: 7 }));
    await store.keepSpend(spent('2', { usdMicros: 0, isUnknown: true }));
    const [sum] = await store.spendOf('2026-08', '');
    assert.deepEqual(
      [sum?.usdMicros, sum?.isEstimated, sum?.attempts, sum?.unknowns],
      [7, false, 2, 1],
    );
    await store.keepSpend(spent('1', { usdMicros: 0 }));
    await store.keepSpend(spent('2', { usdMicros: 0 }));
    assert.deepEqual(await sums(store), []);
  });

  it('puts aside only what fits under every limit, and says which one does not', async () => {
    const store = await open();
    await store.keepSpend(spent('before', { usdMicros: 50, day: '2026-08-01' }));
    const caps = [
      { what: 'target', usdMicros: 30 },
      { what: 'day', usdMicros: 40 },
      { what: 'month', usdMicros: 95 },
    ] as const;
    const reserve = (id: string, usdMicros: number, target = 'a/m') =>
      store.reserveSpend(spent(id, { usdMicros, target }), caps);
    assert.equal(await reserve('1', 30), undefined);
    assert.deepEqual(await reserve('2', 1), { what: 'target', usdMicros: 30, sumUsdMicros: 31 });
    assert.deepEqual(await reserve('3', 11, 'b/m'), {
      what: 'day',
      usdMicros: 40,
      sumUsdMicros: 41,
    });
    assert.equal(await reserve('4', 10, 'b/m'), undefined);
    assert.equal(await store.reserveSpend(spent('5', { usdMicros: 9 }), []), undefined);
    assert.deepEqual(await sums(store), [
      ['01', 'a/m', 50],
      ['22', 'a/m', 39],
      ['22', 'b/m', 10],
    ]);
    assert.equal((await reserve('6', 1, 'c/m'))?.what, 'day');
  });
}
