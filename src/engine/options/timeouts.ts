/*
 * Which silence is too long: learned per model and size of prompt, or fixed.
 * A person's own limits for a provider stand above both.
 * It holds no limit that is learned: those are in `silenceLimits.ts`.
 */
export interface TimeoutOptions {
  /**
   * `learned`: from how long this person's own answers took (engine page, A5); the four fixed
   * limits below are then not looked at, but for local models that must load. `fixed`: the limits
   * below. Default `learned`.
   */
  readonly mode: 'learned' | 'fixed';
  /**
   * Silence before response headers where another target could be asked, remote targets, ms.
   * Default 10 000: about twice the first-token p99 of hosted models (engine page D). 0: none.
   */
  readonly headersMs: number;
  /** Silence before the first token, remote or loaded models, ms. Default 60 000. 0: none. */
  readonly firstTokenMs: number;
  /**
   * The same for local models that must be loaded first, ms; in both modes. Default 300 000.
   * 0: none.
   */
  readonly firstTokenLocalMs: number;
  /** Silence between two signs of progress, ms. Default 30 000. 0: none. All: 0–3 600 000. */
  readonly stallMs: number;
  /**
   * The longest that a whole answer may take, waiting for it counted, ms. Default 0: no limit;
   * range 0–86 400 000. In both modes.
   */
  readonly totalMs: number;
}

export const DEFAULT_TIMEOUTS: TimeoutOptions = {
  mode: 'learned',
  headersMs: 10_000,
  firstTokenMs: 60_000,
  firstTokenLocalMs: 300_000,
  stallMs: 30_000,
  totalMs: 0,
};

export const TIMEOUT_MODES: readonly string[] = ['learned', 'fixed'];
