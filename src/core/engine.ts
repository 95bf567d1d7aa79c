/*
 * What the host sees of the engine: run a request, ask how a target is, put it right by hand.
 * The chain is read afresh at each decision, so a change of settings acts on the next attempt.
 * It holds no promise about time: whoever asks decides how long to listen.
 */
import type { BreakerRecord, BreakerState } from './breakerRecord.ts';
import type { Handler, PrivacyTier, RequestCall, RequestLimits } from './call.ts';
import type { TargetHealth } from './health.ts';
import type { ProviderId } from './ids.ts';
import type { ErrorRecord } from './journal.ts';
import type { SkipReason } from './skip.ts';
import type { PauseRecord } from './pauseRecord.ts';
import type { Target } from './target.ts';

/** One rung of the person's chain, in the order they set. */
export type ChainEntry = {
  readonly target: Target;
  /** The person allowed it to receive questions when an earlier one fails (law 9). */
  readonly armed: boolean;
  readonly enabled: boolean;
  /** False where a key is needed and none is stored on this computer. */
  readonly hasKey: boolean;
  /** `local` providers may see everything, `any` only conversations of tier `any`. */
  readonly tier: PrivacyTier;
  readonly isLocal: boolean;
  /** The person's own limits for this provider; they replace the general timeouts. */
  readonly firstTokenMs?: number;
  readonly stallMs?: number;
  /** Most calls at a time at this provider, all models and lanes together. */
  readonly concurrency?: number;
  /** Most requests, and most tokens, within any minute; the same. */
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
};

export type Chain = () => readonly ChainEntry[];

/**
 * `working`; `paused`: the breaker is open or the server asked for a pause; `checking`: a trial is
 * under way; `locked`: only the person can help (key, credit, model), or an hour.
 */
export type TargetStatus = {
  readonly target: Target;
  readonly state: 'working' | 'paused' | 'checking' | 'locked';
  readonly breaker: BreakerState;
  /** Monotonic and calendar end of the pause or lock, where there is one. */
  readonly untilMs?: number;
  readonly untilWallMs?: number;
  /** Why, as the rule with its figure: `5 failures in a row`. */
  readonly why?: string;
  readonly error?: ErrorRecord;
};

/** One rung as a request would meet it; `refused`: why it would not be asked. */
export type AskedRung = { readonly entry: ChainEntry; readonly refused?: SkipReason };

/** Records of breakers and pauses, as they were read from the store. */
export type LearnedElsewhere = {
  readonly breakers: readonly unknown[];
  readonly pauses: readonly unknown[];
};

export interface Engine {
  /** Ends with one `finish` or throws one `ChatError`; cancel through `call.signal`. */
  readonly run: Handler<RequestCall>;
  status(target: Target): TargetStatus;
  /** How it has been doing: four verdicts, for people. They decide nothing. */
  health(target: Target): TargetHealth;
  /** Stops looking after targets; what is asked goes on. */
  dispose(): void;
  /** What is worth keeping of its breakers beyond this window: plain data. */
  breakerRecords(): readonly BreakerRecord[];
  /**
   * Takes over what another window has left, where nothing is known yet. What it cannot read is
   * left out.
   */
  restoreBreakers(records: readonly unknown[]): void;
  /** The pauses in force, as plain data. */
  pauseRecords(): readonly PauseRecord[];
  /**
   * Takes over what other windows have learned later than this one. A trial that runs here goes on,
   * and a pause that is longer here stays. What it cannot read is left out.
   */
  learn(found: LearnedElsewhere): void;
  /** Who would be asked within these limits, in order. Health is not looked at. */
  candidates(limits: RequestLimits): readonly AskedRung[];
  /**
   * Lift pause and lock, so that the next request may ask; the breaker stays as it is, and an open
   * one admits that request as its trial. For a person's own test.
   */
  unlock(scope: { readonly target: Target } | { readonly providerId: ProviderId }): void;
  /** Close the breaker and lift pause and lock. Without a target: of the whole provider. */
  reset(scope: { readonly target: Target } | { readonly providerId: ProviderId }): void;
}
