/*
 * The public face of the engine: make one, and say what a person may set.
 * Everything else in this room is its own business; other rooms import from here.
 * The simulator builds on the same face as the host.
 */
export { createEngine } from './createEngine.ts';
export type { EngineDeps } from './createEngine.ts';
export { createLatencyBook } from './latency/latencyBook.ts';
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
