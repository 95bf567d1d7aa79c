/*
 * The record of everything the engine did and why: a port given to every layer (not a listener on
 * the answer's stream). Layers `note` plain facts; the engine's stamp adds sequence, window and
 * both clocks, in call order. Receipts, charts, spend and metrics are derived from it alone. It
 * never carries a prompt, an answer's text or a key.
 */
import type { StoredNote } from './answerCache.ts';
import type { BreakerCause } from './breakerRecord.ts';
import type { AttemptOrigin, Dropped, Lane, SentAs } from './call.ts';
import type { ChatError, MayReturn, NetCause } from './chatError.ts';
import type { ErrorKind } from './disposition.ts';
import type { WaitEnded, WaitingUntil } from './engineEvent.ts';
import type { AttemptId, ConversationId, ProviderId, RequestId, TurnId, WindowId } from './ids.ts';
import type { RateFacts, RateLimits } from './rateLimits.ts';
import type { RequestSetting } from './requestPart.ts';
import type { PassedOver, SkipReason } from './skip.ts';
import type { BudgetFacts } from './spend.ts';
import type { CutPrompt, FinishReason, TokenUsage } from './streamEvent.ts';
import type { Target } from './target.ts';
import type { TargetNote } from './targetNote.ts';
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
  /** For `exhausted`: whose pause of ours ends first, and in how long. */
  readonly mayReturn?: MayReturn;
  readonly budget?: BudgetFacts;
};

type OfRequest = { readonly requestId: RequestId; readonly turnId: TurnId };
type OfAttempt = OfRequest & { readonly attemptId: AttemptId; readonly target: Target };

/**
 * Which rule chose a target. `continuation`: to go on with an answer that broke. `hedge`, `race`:
 * beside another. `balanced`: the better of two; `sticky`: as before in this conversation.
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
      /** For `rate`: which limit. */
      readonly rate?: RateFacts;
      /** For `headroom`: what is left of the tightest limit, 0–1. */
      readonly headroom?: number;
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
  /** Asked without settings that this target refuses; `isNew`: it has just refused the last. */
  | (OfAttempt & {
      readonly type: 'settings-left-out';
      readonly settings: readonly RequestSetting[];
      readonly isNew: boolean;
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
  /** A repeat that the table allows was not made. */
  | (OfRequest & {
      readonly type: 'repeat-refused';
      readonly target: Target;
      /** `request`: the question's own bound. `family`: the budget of whoever runs it. */
      readonly rule: 'request' | 'family';
      /** Tokens of that budget, or repeats of the question, that are left. */
      readonly left: number;
      readonly needed: number;
      readonly max: number;
    })
  /** A best-effort call was not sent, so that others get through. */
  | (OfAttempt & {
      readonly type: 'attempt-throttled';
      /** With which chance it was refused, 0–1. */
      readonly chance: number;
      /** Of late, fading: so many were asked, so many were accepted. */
      readonly asked: number;
      readonly accepted: number;
    })
  /** All places at the account are taken: it waits for its turn. */
  | (OfAttempt & {
      readonly type: 'slot-queued';
      readonly lane: Lane;
      readonly inUse: number;
      readonly limit: number;
      /** Who waits in front of it. */
      readonly ahead: number;
    })
  /** `full`: too many wait already. `late`: its turn would have come too late. */
  | (OfAttempt & {
      readonly type: 'slot-refused';
      readonly lane: Lane;
      readonly because: 'full' | 'late';
      readonly waitedMs: number;
      readonly inUse: number;
      readonly limit: number;
      readonly queued: number;
    })
  /** An account takes more or fewer calls at a time from now on, and which call showed it. */
  | (OfRequest & {
      readonly type: 'slots-changed';
      readonly providerId: ProviderId;
      readonly from: number;
      readonly to: number;
      readonly because: 'clean' | 'crowded' | 'hour';
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
  | (OfRequest & StoredNote)
  | (OfRequest & {
      readonly type: 'request-ended';
      /** `stored`: with an answer from before; `target` then gave that one. */
      readonly outcome: 'answered' | 'stored' | 'cancelled' | 'failed';
      readonly durationMs: number;
      readonly firstShownMs?: number;
      /** Visible text that stands at the end, folded fragments included. */
      readonly shownChars: number;
      readonly target?: Target;
      readonly finish?: FinishReason;
      readonly error?: ErrorRecord;
    })
  | TargetNote;

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
    ...(error.mayReturn === undefined ? {} : { mayReturn: error.mayReturn }),
    ...(error.budget === undefined ? {} : { budget: error.budget }),
  };
}
