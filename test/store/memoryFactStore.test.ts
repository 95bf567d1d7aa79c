/*
 * Facts in memory keep the same contract as the file.
 */
import { createMemoryFactStore } from '../../src/store/index.ts';
import { factStoreContract } from './factStoreContract.ts';

describe('store/memoryFactStore', () => {
  factStoreContract(() => Promise.resolve(createMemoryFactStore()));
});
