/*
 * What a request's answer stream carries above the plain stream events: who is trying, what was
 * switched, kept, taken back or waited for. Tagged by `type`.
 * These are for showing; the journal, not this stream, is the record (losers of a hedge, probes and
 * what happens after a cancel never pass here).
 */
import type { StoredAnswer } from './answerCache.ts';
import type { AttemptOrigin, Control, Dropped } from './call.ts';
import type { ChatError } from './chatError.ts';
import type { AttemptId } from './ids.ts';
import type { StreamEvent } from './streamEvent.ts';
import type { Target } from './target.ts';

export type AttemptStarted = {
  readonly type: 'attempt-started';
  readonly attemptId: AttemptId;
  readonly target: Target;
  readonly origin: AttemptOrigin;
  readonly left?: readonly Dropped[];
};
/**
 * The next events come from `to`. Nothing of `from` was shown, or it was retracted or folded first.
 */
export type Switched = {
  readonly type: 'switched';
  readonly from: Target;
  readonly to: Target;
  readonly error: ChatError;
};
/**
 * Shown content of an attempt that broke stays, and something follows.
 * `fold`: the fragment is marked unfinished and a whole answer follows below.
 * `continue`: the same answer goes on after a visible seam.
 */
export type SeamStarted = {
  readonly type: 'seam-started';
  readonly mode: 'fold' | 'continue';
  readonly from: Target;
  readonly to: Target;
  readonly error: ChatError;
  /** UTF-16 length of the visible text of `from` that is kept. */
  readonly keptChars: number;
};
/** Provisional reasoning that was shown is taken back before its replacement. */
export type Retracted = { readonly type: 'retracted'; readonly target: Target };
/**
 * The attempt that has just started is no longer the first choice's (`fallback`), or something was
 * left out so that an answer could be given (`reduced`, rung 2 of the ladder).
 */
export type Degraded = {
  readonly type: 'degraded';
  readonly rung: 'fallback' | 'reduced';
  readonly dropped: readonly Dropped[];
};
/**
 * Nobody could answer, for `error`. What follows is no fresh answer but the one that `target` gave
 * to the very same question at `wallMs`, whole; then `finish`.
 */
export type StoredAnswerShown = {
  readonly type: 'stored-answer';
  readonly target: Target;
  readonly wallMs: number;
  readonly error: ChatError;
};
/** Nobody could answer: what the person was told before, to read. The request fails after it. */
export type PastAnswers = {
  readonly type: 'past-answers';
  /** The most fitting first; never *the* answer. */
  readonly answers: readonly StoredAnswer[];
};
/** A pause before anyone is asked again. Always stoppable; `try-now` ends it early. */
export type WaitingUntil = {
  readonly type: 'waiting-until';
  readonly target: Target;
  /** Monotonic. */
  readonly untilMs: number;
  readonly untilWallMs: number;
  /** `slot`: all places at the account are taken. `rate`: its limit of rate is used up. */
  readonly reason:
    | 'server-delay'
    | 'backoff'
    | 'trial-running'
    | 'offline'
    | 'mid-stream'
    | 'slot'
    | 'rate';
  readonly error?: ChatError;
  /** True where another target could be asked instead. */
  readonly canSwitch: boolean;
  /** For `mid-stream`: whether what is kept can be gone on with. */
  readonly canContinue?: boolean;
};
export type WaitEnded = {
  readonly type: 'wait-ended';
  readonly by: 'time' | 'change' | Control;
};

export type EngineEvent =
  | StreamEvent
  | AttemptStarted
  | Switched
  | SeamStarted
  | Retracted
  | Degraded
  | StoredAnswerShown
  | PastAnswers
  | WaitingUntil
  | WaitEnded;
