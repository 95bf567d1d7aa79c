/*
 * The public face of the engine: what is needed before one is made, and what a person may set.
 * `createEngine.ts` is imported by itself: the host loads it with the first question. Everything
 * else in this room is its own business.
 * The simulator builds on the same face as the host.
 */
export { candidatesOf } from './candidates.ts';
export type { EngineDeps } from './createEngine.ts';
export { createLatencyBook } from './latency/latencyBook.ts';
export { mergeRecords } from './latency/mergeRecords.ts';
export type { LatencyBook } from './latency/latencyBook.ts';
export { createSpendBook } from './spendBook.ts';
export type { SpendBook } from './spendBook.ts';
export { createTokenEstimator } from './tokenEstimator.ts';
export type { CalibratedEstimator, Calibration } from './tokenEstimator.ts';
export { DEFAULT_ENGINE_OPTIONS, validateEngineOptions } from './options.ts';
export type {
  BackoffPolicy,
  DeadlineOptions,
  EngineOptions,
  EngineOptionsInput,
  PatienceOptions,
  RetryOptions,
  TimeoutOptions,
} from './options.ts';
