/*
 * The public face of the store: turns, facts and what was spent, in a file of the person's, or in
 * memory where that cannot be.
 * Knows no editor: the folder is given, and so is whoever tells the person of a problem.
 */
export { createMemoryFactStore } from './memoryFactStore.ts';
export { createMemorySpendStore } from './memorySpendStore.ts';
export { openStore } from './openStore.ts';
export type { Store, StoreProblem } from './store.ts';
