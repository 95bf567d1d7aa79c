/*
 * What the journal is told of targets, families and this computer rather than of one request: who
 * is left alone and why, who was looked after, and what came of it.
 * Plain facts with their figures; part of `JournalNote`, and without a word of any question.
 */
import type { BreakerCause, BreakerScope, BreakerState } from './breakerRecord.ts';
import type { ProviderId } from './ids.ts';
import type { ErrorRecord } from './journal.ts';
import type { ProbeKind } from './probing.ts';
import type { Target } from './target.ts';

export type TargetNote =
  | {
      readonly type: 'breaker-changed';
      readonly scope: BreakerScope;
      readonly from: BreakerState;
      readonly to: BreakerState;
      /** The rule with its figure, and the same as one English sentence for the log. */
      readonly cause: BreakerCause;
      readonly why: string;
      /** Monotonic end of the open time. */
      readonly untilMs?: number;
    }
  /** Somebody was looked after while nobody asked. `nth`: of the paid ones of this day. */
  | {
      readonly type: 'probe-started';
      readonly target: Target;
      readonly what: ProbeKind;
      readonly nth?: number;
      /** Who allowed it: a lease that windows share, or memory, the store being too slow. */
      readonly by?: 'lease' | 'memory';
    }
  | {
      readonly type: 'probe-ended';
      readonly target: Target;
      readonly what: ProbeKind;
      /** `wrong`: it answered, but not what is true. `given-up`: another was first. */
      readonly outcome: 'answered' | 'wrong' | 'failed' | 'unproven' | 'given-up';
      readonly durationMs: number;
      readonly error?: ErrorRecord;
    }
  /**
   * This computer is offline: `families` of providers could not be found or reached within seconds.
   * Or it is not any more, after so many free `checks`.
   */
  | {
      readonly type: 'offline-changed';
      readonly isOffline: boolean;
      readonly families: number;
      readonly checks: number;
    }
  /** The answer to a question that can be checked has turned right, or wrong. */
  | { readonly type: 'canary-changed'; readonly target: Target; readonly isRight: boolean }
  | {
      readonly type: 'lock-changed';
      readonly scope: { readonly target: Target } | { readonly providerId: ProviderId };
      readonly locked: boolean;
      readonly why: string;
      readonly untilMs?: number;
      readonly error?: ErrorRecord;
    }
  | {
      readonly type: 'pause-changed';
      readonly scope: { readonly target: Target } | { readonly providerId: ProviderId };
      /** Monotonic end of the server's delay; absent when it was lifted. */
      readonly untilMs?: number;
      readonly why: string;
    };
