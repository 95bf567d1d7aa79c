/*
 * One form for every vendor's limit headers.
 * Units: requests or tokens per window; `resetsInMs` counts from the moment the headers arrived.
 * A field that the vendor does not send is absent, never zero.
 */
export type RateLimitWindow = {
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetsInMs?: number;
};

/** A limit of rate that holds a question back, or leaves little room. */
export type RateFacts = {
  readonly what: keyof RateLimits;
  /** `own`: set by the person, for any minute. `server`: told in a response. */
  readonly by: 'own' | 'server';
  readonly limit?: number;
};

export type RateLimits = {
  readonly requests?: RateLimitWindow;
  readonly tokens?: RateLimitWindow;
  readonly inputTokens?: RateLimitWindow;
  readonly outputTokens?: RateLimitWindow;
};
