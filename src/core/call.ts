/*
 * The shape of a request on its way down, and of the layers it passes.
 * A layer is a function from handler to handler. Only the router turns a handler of targets into a
 * handler of requests, so a layer in the wrong place is a type error.
 * Cancellation travels by `signal`, never by `return()` (law 3).
 */
import type { Disposable } from './clock.ts';
import type { EngineEvent } from './engineEvent.ts';
import type { AttemptId, ConversationId, RequestId, TurnId } from './ids.ts';
import type { ChatRequest } from './message.ts';
import type { Target } from './target.ts';

/** Who asks. `chat` and `inline` are premium; `background` and `external` best effort. */
export type Lane = 'chat' | 'inline' | 'background' | 'external' | 'probe';

/** How far a question may travel: `local` < `trusted` < `any`. */
export type PrivacyTier = 'local' | 'trusted' | 'any';

export type ModelClass = 'small' | 'standard' | 'large';

/** What a person can say while an answer is under way. */
export type Control = 'try-now' | 'switch' | 'continue' | 'restart';

export type MidStream = 'auto' | 'continue' | 'restart' | 'ask';

export type RequestLimits = {
  /** The conversation's privacy tier: targets of a higher tier are never asked. */
  readonly tier: PrivacyTier;
  readonly localOnly: boolean;
  /** *Only this one now*: nothing else is tried. Arms it for this request. */
  readonly only?: Target;
  /** Picked for this turn: goes first, and is armed for this request. */
  readonly first?: Target;
  readonly classMin?: ModelClass;
  readonly midStream?: MidStream;
  /** True where the caller can show a fragment beside a whole answer (the chat panel). */
  readonly canFold: boolean;
};

export interface Controls {
  /** Listen until disposed. Controls are hints: a layer that does not wait ignores them. */
  on(fn: (control: Control) => void): Disposable;
}

export type RequestCall = {
  readonly request: ChatRequest;
  readonly conversationId: ConversationId;
  readonly turnId: TurnId;
  readonly requestId: RequestId;
  readonly lane: Lane;
  /** Monotonic; bounds waits and attempt starts until commit, never a running attempt. */
  readonly deadlineAtMs: number;
  readonly signal: AbortSignal;
  readonly limits: RequestLimits;
  readonly controls: Controls;
  /** Nothing of it may outlive the window: its answer is not kept for later. */
  readonly isPrivate?: true;
};

/** Why this attempt exists. */
export type AttemptOrigin = 'first' | 'retry' | 'failover' | 'hedge' | 'continuation' | 'probe';

/** What one request may still spend, shared by all of its targets. */
export interface RequestLedger {
  /** A fresh id: `requestId` and a running number. */
  nextAttemptId(): AttemptId;
  /**
   * Claim one repeat (retry, hedge, same-target continuation) at `target`, whose rule allows
   * `timesMax` in all; false when none is left: there, for the request, or in the budget of its
   * family, of which it takes `cost` tokens (default 1).
   */
  takeRepeat(target: Target, timesMax: number, cost?: number): boolean;
}

/** How a request differs from the one that was asked: put so that an answer can go on. */
export type SentAs = 'prefill' | 'instruction';

/** What was left out of a request, or how its answer is less than the first choice's would be. */
export type Dropped =
  | { readonly what: 'images' | 'tools' | 'questions'; readonly count: number }
  | { readonly what: 'model'; readonly from: ModelClass; readonly to: ModelClass };

export type TargetCall = RequestCall & {
  readonly target: Target;
  readonly sentAs?: SentAs;
  /** What was left out of the request for this target. */
  readonly left?: readonly Dropped[];
  readonly attemptId: AttemptId;
  readonly origin: AttemptOrigin;
  readonly ledger: RequestLedger;
  /** The longest server-ordered pause this call sits out before it gives the target up. */
  readonly patienceMs: number;
  /** Longest silence before response headers and before the first token; Infinity = none. */
  readonly firstByteMaxMs: number;
  /** Longest silence between bytes after that; Infinity = none. */
  readonly idleMaxMs: number;
  /** The person said *Try now*: no pause of a server and no limit of rate is waited for. */
  readonly isHurried?: true;
  /** Set when the breaker is not closed and this call is the trial. */
  readonly trial?: 'live' | 'probe';
};

export type Handler<C> = (call: C) => AsyncIterable<EngineEvent>;
export type Layer<C> = (next: Handler<C>) => Handler<C>;
