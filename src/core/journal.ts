/*
 * The record of everything the engine did and why: a port given to every layer (not a listener on
 * the answer's stream). Layers `note` plain facts; the engine's stamp adds sequence, window and
 * both clocks, in call order. Receipts, charts, spend and metrics are derived from it alone. It
 * never carries a prompt, an answer's text or a key.
 */
import type { BreakerCause, BreakerScope } from './breakerRecord.ts';
import type { AttemptOrigin, Dropped, Lane, SentAs } from './call.ts';
import type { ChatError, NetCause } from './chatError.ts';
import type { ErrorKind } from './disposition.ts';
import type { WaitEnded, WaitingUntil } from './engineEvent.ts';
import type { AttemptId, ConversationId, ProviderId, RequestId, TurnId, WindowId } from './ids.ts';
import type { ProbeKind } from './probing.ts';
import type { RateLimits } from './rateLimits.ts';
import type { PassedOver, SkipReason } from './skip.ts';
import type { BudgetFacts } from './spend.ts';
import type { CutPrompt, FinishReason, TokenUsage } from './streamEvent.ts';
import type { Target } from './target.ts';
import type { TimeLimit } from './timeLimit.ts';

/** A `ChatError` as plain data. */
export type ErrorRecord = {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly origin: 'remote' | 'local';
  readonly status?: number;
  readonly net?: NetCause;
  readonly retryAfterMs?: number;
  readonly vendorCode?: string;
  readonly vendorMessage?: string;
  readonly vendorRequestId?: string;
  readonly waitedMs?: number;
  readonly limit?: TimeLimit;
  readonly target?: Target;
  /** For `context-length`: our estimate of the question, and the window as far as it is known. */
  readonly tooLong?: { readonly neededTokens: number; readonly windowTokens: number };
  /** For `exhausted`: what each target said, in the order they were tried. */
  readonly causes?: readonly ErrorRecord[];
  /** For `exhausted` without a cause: who was not asked, and why. */
  readonly passedOver?: readonly PassedOver[];
  readonly budget?: BudgetFacts;
};

export type BreakerState = 'closed' | 'open' | 'half-open';

type OfRequest = { readonly requestId: RequestId; readonly turnId: TurnId };
type OfAttempt = OfRequest & { readonly attemptId: AttemptId; readonly target: Target };

/**
 * Which rule chose a target. `continuation`: to go on with an answer that broke. `hedge` and
 * `race`: beside another. `balanced`: the better of two; `sticky`: as before in this conversation.
 */
export type ChoiceRule =
  | 'picked'
  | 'hedge'
  | 'race'
  | 'balanced'
  | 'sticky'
  | 'order'
  | 'live-trial'
  | 'failover'
  | 'continuation'
  | 'wait-over';

export type JournalNote =
  | (OfRequest & {
      readonly type: 'request-started';
      readonly conversationId: ConversationId;
      readonly lane: Lane;
      readonly deadlineAtMs: number;
    })
  | (OfRequest & {
      readonly type: 'target-skipped';
      readonly target: Target;
      readonly reason: SkipReason;
      /** Monotonic, where the reason has an end. */
      readonly untilMs?: number;
      /** For `open`: the rule that opened it, with its figure. */
      readonly cause?: BreakerCause;
    })
  | (OfRequest & {
      readonly type: 'target-chosen';
      readonly target: Target;
      readonly origin: AttemptOrigin;
      readonly rule: ChoiceRule;
    })
  | (OfAttempt & {
      readonly type: 'attempt-started';
      readonly origin: AttemptOrigin;
      readonly trial?: 'live' | 'probe';
      readonly sentAs?: SentAs;
      readonly left?: readonly Dropped[];
    })
  | (OfAttempt & {
      readonly type: 'response-started';
      readonly status: number;
      readonly afterMs: number;
      readonly vendorRequestId?: string;
      readonly limits?: RateLimits;
    })
  /** Asked without what other models had sealed in this conversation. */
  | (OfAttempt & { readonly type: 'reasoning-left-out' })
  | (OfAttempt & {
      readonly type: 'first-progress';
      readonly afterMs: number;
      readonly what: 'text' | 'reasoning' | 'tool-call';
    })
  /** A fault of a drill: what follows is no provider's doing. */
  | (OfAttempt & { readonly type: 'fault-planted'; readonly what: string })
  | (OfAttempt & CutPrompt & { readonly type: 'prompt-cut' })
  | (OfAttempt & {
      readonly type: 'attempt-ended';
      readonly outcome: 'finished' | 'failed' | 'aborted';
      readonly origin: AttemptOrigin;
      readonly durationMs: number;
      readonly firstProgressMs?: number;
      readonly textChars: number;
      readonly finish?: FinishReason;
      readonly usage?: TokenUsage;
      readonly model?: string;
      readonly fingerprint?: string;
      readonly error?: ErrorRecord;
    })
  /**
   * An answer that may have lost its sense: it repeats the same characters, falls apart into many
   * scripts, or is written in one that nobody asked for. Figures only, never its words.
   */
  | (OfAttempt & {
      readonly type: 'answer-doubted';
      readonly found:
        | { readonly is: 'loop'; readonly unitChars: number; readonly times: number }
        | { readonly is: 'soup' }
        | { readonly is: 'script'; readonly script: string };
    })
  /** Its answers carry another name or fingerprint than the ones before. */
  | (OfRequest & {
      readonly type: 'model-changed';
      readonly target: Target;
      readonly what: 'model' | 'fingerprint';
      readonly from: string;
      readonly to: string;
    })
  /** Money is put aside before anything is sent. `memory`: the store did not answer in time. */
  | (OfAttempt & {
      readonly type: 'spend-reserved';
      readonly usdMicros: number;
      readonly by: 'store' | 'memory';
    })
  | (OfAttempt & BudgetFacts & { readonly type: 'spend-refused' })
  | (OfAttempt & {
      readonly type: 'spend-settled';
      readonly usdMicros: number;
      readonly isEstimated: boolean;
      /** Nobody knows what it cost; `usdMicros` is then zero and says nothing. */
      readonly isUnknown: boolean;
    })
  | (OfRequest & {
      readonly type: 'wait-started';
      readonly target: Target;
      readonly reason: WaitingUntil['reason'];
      readonly delayMs: number;
      readonly error?: ErrorRecord;
    })
  | (OfRequest & { readonly type: 'wait-ended'; readonly by: WaitEnded['by'] | 'abort' })
  | (OfRequest & {
      readonly type: 'switched';
      readonly from: Target;
      readonly to: Target;
      readonly error: ErrorRecord;
    })
  | (OfRequest & {
      readonly type: 'seam-started';
      readonly mode: 'fold' | 'continue';
      readonly from: Target;
      readonly to: Target;
      readonly keptChars: number;
      readonly error: ErrorRecord;
    })
  | (OfRequest & { readonly type: 'retracted'; readonly target: Target })
  /** Made ready, without a word of the question, in case that the one under way is too slow. */
  | (OfRequest & { readonly type: 'warmed'; readonly target: Target })
  /** Asked in the place of the first choice, or with less than was asked. */
  | (OfRequest & {
      readonly type: 'degraded';
      readonly target: Target;
      readonly rung: 'fallback' | 'reduced';
      readonly dropped: readonly Dropped[];
    })
  | (OfRequest & {
      readonly type: 'request-ended';
      readonly outcome: 'answered' | 'cancelled' | 'failed';
      readonly durationMs: number;
      readonly firstShownMs?: number;
      /** Visible text that stands at the end, folded fragments included. */
      readonly shownChars: number;
      readonly target?: Target;
      readonly finish?: FinishReason;
      readonly error?: ErrorRecord;
    })
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

export type JournalStamp = {
  readonly v: 1;
  /** Strictly increasing per window. */
  readonly seq: number;
  readonly windowId: WindowId;
  readonly monoMs: number;
  readonly wallMs: number;
};

export type JournalEvent = JournalStamp & JournalNote;

export interface Journal {
  /** Synchronous; order = call order. Never throws. */
  note(note: JournalNote): void;
}

/** The plain-data form of an error, for journal and store. */
export function errorRecord(error: ChatError): ErrorRecord {
  return {
    kind: error.kind,
    message: error.message,
    origin: error.origin,
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.net === undefined ? {} : { net: error.net }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    ...(error.vendorCode === undefined ? {} : { vendorCode: error.vendorCode }),
    ...(error.vendorMessage === undefined ? {} : { vendorMessage: error.vendorMessage }),
    ...(error.vendorRequestId === undefined ? {} : { vendorRequestId: error.vendorRequestId }),
    ...(error.waitedMs === undefined ? {} : { waitedMs: error.waitedMs }),
    ...(error.limit === undefined ? {} : { limit: error.limit }),
    ...(error.target === undefined ? {} : { target: error.target }),
    ...(error.causes.length === 0 ? {} : { causes: error.causes.map(errorRecord) }),
    ...(error.passedOver === undefined ? {} : { passedOver: error.passedOver }),
    ...(error.budget === undefined ? {} : { budget: error.budget }),
  };
}
