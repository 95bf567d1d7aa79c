/*
 * What is told and kept of a circuit breaker: why it moved, as data that can be put into words, and
 * the plain record that outlives the window. A record carries no question and no key.
 * Times in it are of the calendar, for monotonic time means nothing to the next window.
 */
import type { ErrorKind } from './disposition.ts';
import type { FamilyId } from './ids.ts';
import type { Target } from './target.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a breaker guards: one target, or all models of whoever runs the endpoint. */
export type BreakerScope = { readonly target: Target } | { readonly family: FamilyId };

/** Why a breaker moved: the rule that did it, with its figure. */
export type BreakerCause =
  | { readonly rule: 'in-a-row'; readonly failures: number; readonly limit: number }
  /** Evidence of failures, fading with time, against what opens it. */
  | { readonly rule: 'evidence'; readonly score: number; readonly limit: number }
  /** So many targets of the family are open, of so many that it has in the chain. */
  | { readonly rule: 'family'; readonly open: number; readonly of: number }
  /** The open time is over. */
  | { readonly rule: 'due' }
  /** It is not, but every other is as bad: the person's own request is the trial. */
  | { readonly rule: 'nobody-else' }
  | { readonly rule: 'trial-failed'; readonly kind: ErrorKind; readonly inARow: number }
  /** The trial ended by nobody's fault. */
  | { readonly rule: 'trial-unproven' }
  /** A question came while a probe was under way, and is the trial instead. */
  | { readonly rule: 'question-first' }
  | { readonly rule: 'answered' }
  | { readonly rule: 'by-hand' }
  /** What had opened it was this computer being offline. */
  | { readonly rule: 'offline' };

/** One breaker as it is kept between windows. */
export type BreakerRecord = {
  readonly v: 1;
  readonly scope: BreakerScope;
  /** When it was written. */
  readonly wallMs: number;
  readonly isOpen: boolean;
  /** Calendar end of the open time, and how long that was in all. */
  readonly openUntilWallMs: number;
  readonly openForMs: number;
  /** How many times in a row it was opened without an answer in between. */
  readonly opens: number;
  readonly failures: number;
  readonly weight: number;
  readonly score: number;
  readonly cause: BreakerCause;
};
