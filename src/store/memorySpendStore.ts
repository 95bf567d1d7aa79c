/*
 * What was spent, for as long as the window lasts: for where there is no file, and for tests.
 * Keeps the same contract as the file; two windows that were given the same one share it.
 * It is never closed: there is nothing to let go of.
 */
import { addSum, asSum, isUnder, monthOf } from '../core/index.ts';
import type { SpendEntry, SpendStore, SpendSum, StoredCap } from '../core/index.ts';

export function createMemorySpendStore(): SpendStore {
  const kept = new Map<string, SpendEntry>();
  const write = (entry: SpendEntry): void => {
    const key = `${entry.windowId} ${entry.attemptId}`;
    if (entry.usdMicros === 0 && !entry.isUnknown) kept.delete(key);
    else kept.set(key, { ...entry });
  };
  const sumUnder = (what: StoredCap['what'], entry: SpendEntry): number =>
    [...kept.values()]
      .filter((one) => isUnder(what, one, entry))
      .reduce((sum, { usdMicros }) => sum + usdMicros, 0);
  return {
    reserveSpend(entry, caps) {
      for (const cap of caps) {
        const sumUsdMicros = sumUnder(cap.what, entry) + entry.usdMicros;
        if (sumUsdMicros > cap.usdMicros) return Promise.resolve({ ...cap, sumUsdMicros });
      }
      write(entry);
      return Promise.resolve(undefined);
    },
    keepSpend: (entry) => Promise.resolve(write(entry)),
    spendOf(month, except) {
      const sums = new Map<string, SpendSum>();
      for (const entry of kept.values()) {
        if (entry.windowId === except || monthOf(entry.day) !== month) continue;
        addSum(sums, asSum(entry));
      }
      const order = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return Promise.resolve(order.map(([, sum]) => sum));
    },
  };
}
