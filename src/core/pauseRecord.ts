/*
 * A pause as windows tell each other of it: which target or account a server asked to be left
 * alone, and until when. Plain data, without a question and without a key.
 * Times are of the calendar: monotonic time means nothing to another window. One that has ended is
 * told as well, with an end of zero.
 */
import type { ProviderId } from './ids.ts';
import type { ErrorRecord } from './journal.ts';
import type { Target } from './target.ts';

export type PauseRecord = {
  readonly v: 1;
  readonly scope: { readonly target: Target } | { readonly providerId: ProviderId };
  readonly untilWallMs: number;
  readonly why: string;
  /** The server named no delay: the length is our own rule's, which doubles from this one. */
  readonly isGuess: boolean;
  readonly unhintedMs: number;
  readonly error: ErrorRecord;
};
