/*
 * The ledger: of every attempt of every window what it used and what it cost, for totals and for
 * the person's own books. It holds figures and names of models, never a word of a question.
 * Costs are those of `spend.ts`; an attempt that nothing was booked for has none.
 */
import type { AttemptOrigin } from './call.ts';
import type { AttemptId, WindowId } from './ids.ts';

export type LedgerAttempt = {
  readonly windowId: WindowId;
  readonly attemptId: AttemptId;
  /** When it ended. */
  readonly wallMs: number;
  /** `provider/model`. */
  readonly target: string;
  readonly origin: AttemptOrigin;
  readonly outcome: 'finished' | 'failed' | 'aborted';
  /** As reported; absent where nothing was. */
  readonly inputTokens?: number;
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
};

/** With what was booked for it, if anything was. */
export type LedgerRow = LedgerAttempt & {
  readonly cost?: {
    readonly usdMicros: number;
    readonly isEstimated: boolean;
    readonly isUnknown: boolean;
  };
};

export interface LedgerStore {
  /** Insert or replace. */
  keepAttempt(attempt: LedgerAttempt): Promise<void>;
  /** Of all windows, from `wallMs` on, by time. */
  attemptsSince(wallMs: number): Promise<readonly LedgerRow[]>;
}
