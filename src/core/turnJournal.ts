/*
 * What was noted while one turn was asked, as it is kept with the turn: what its receipt is made
 * of. Plain data; like the journal it holds no prompt, no answer's text and no key.
 * Bounded: of a turn that went on and on the middle is left out, and the count says so.
 */
import type { Cost } from './cost.ts';
import type { AttemptId } from './ids.ts';
import type { JournalEvent } from './journal.ts';

export type TurnJournal = {
  /** In the order they were noted. */
  readonly events: readonly JournalEvent[];
  /** How many of them are missing, behind the first ones. */
  readonly leftOut: number;
  /** Of attempts whose tokens were reported, at the price known when they ended. */
  readonly costs: Readonly<Record<AttemptId, Cost>>;
};
