/*
 * Time as a port. Engine, simulator and providers know no other time (law 7).
 * `nowMs` is monotonic and never falls; `wallMs` is the calendar and may jump either way.
 * `after` runs its function once, not before the delay has passed; disposing it is idempotent and
 * makes sure that the function never runs.
 */
export type Disposable = { dispose(): void };

export interface Clock {
  /** Monotonic milliseconds since an arbitrary start. */
  nowMs(): number;
  /** Milliseconds since the Unix epoch. */
  wallMs(): number;
  /** Run `fn` once after `delayMs` (≥ 0; more than 2^31−1 is allowed and does not fire early). */
  after(delayMs: number, fn: () => void): Disposable;
}

/** Chance as a port (law 7): uniform in [0, 1). */
export interface Random {
  next(): number;
}
