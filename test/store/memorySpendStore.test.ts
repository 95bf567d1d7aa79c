/*
 * The store of last resort keeps the same contract as the file.
 */
import { createMemorySpendStore } from '../../src/store/memorySpendStore.ts';
import { spendStoreContract } from './spendStoreContract.ts';

describe('store/memorySpendStore', () => {
  spendStoreContract(() => Promise.resolve(createMemorySpendStore()));
});
