/*
 * The store of last resort keeps the same contract as the file.
 */
import { createMemoryTurnStore } from '../../src/store/memoryTurnStore.ts';
import { journalSpanContract } from './journalSpanContract.ts';
import { turnStoreContract } from './turnStoreContract.ts';

describe('store/memoryTurnStore', () => {
  turnStoreContract(() => Promise.resolve(createMemoryTurnStore()));
  journalSpanContract(() => Promise.resolve(createMemoryTurnStore()));
});
