/*
 * The public face of the store: turns in a file of the person's, or in memory where that
 * cannot be.
 * Knows no editor: the folder is given, and so is whoever tells the person of a problem.
 */
export { openTurnStore } from './openTurnStore.ts';
export type { StoreProblem } from './openTurnStore.ts';
