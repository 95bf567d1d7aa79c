/*
 * What a person may set, one interface per layer, and its only validation.
 * Options are read live at each decision; state (breakers, pauses, locks) survives a change.
 * A value out of range throws a `RangeError` naming field and value; nothing is clamped in silence.
 * Constants that are no choice of the person stand beside the code that uses them.
 */
import type { Lane } from '../core/index.ts';
import { oneOf, whole, within } from './options/bounds.ts';
import {
  DEFAULT_BREAKER_OPTIONS,
  validateBreakerOptions,
  type BreakerOptions,
} from './options/breaker.ts';
import {
  DEFAULT_COHERENCE_OPTIONS,
  DEFAULT_PROBE_OPTIONS,
  validateCoherenceOptions,
  validateProbeOptions,
  type CoherenceOptions,
  type ProbeOptions,
} from './options/probes.ts';
import { DEFAULT_LANE_OPTIONS, validateLaneOptions, type LaneOptions } from './options/lanes.ts';
import {
  DEFAULT_BUDGET_OPTIONS,
  validateBudgetOptions,
  type BudgetOptions,
} from './options/budget.ts';
import {
  MID_STREAM_DEFAULTS,
  MID_STREAM_MODES,
  ROUTING_DEFAULTS,
  STRATEGIES,
  type MidStreamOptions,
  type RoutingOptions,
} from './options/routing.ts';
import { DEFAULT_CACHE_OPTIONS, validateCacheOptions, type CacheOptions } from './options/cache.ts';
import { NO_CHAOS, validateChaos, type ChaosOptions } from './options/chaos.ts';
import { DEFAULT_TIMEOUTS, TIMEOUT_MODES, type TimeoutOptions } from './options/timeouts.ts';

export type { TimeoutOptions } from './options/timeouts.ts';

/** How the wait before a repeat is drawn. */
export type BackoffPolicy = 'full' | 'equal' | 'decorrelated' | 'article';

export interface RetryOptions {
  /**
   * `full`: U(0, min(cap, base·2ⁿ)). `equal`: half of that fixed, half drawn. `decorrelated`:
   * U(base, 3 × the last wait). `article`: base·2ⁿ and up to a tenth more. Default `full`: least
   * work and least time in the AWS contention model
   * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
   */
  readonly policy: BackoffPolicy;
  /** First step, milliseconds. Default 500, range 0–60 000. 0: repeats follow at once. */
  readonly baseMs: number;
  /** Longest wait in the lanes chat and inline, ms. Default 8 000, range 0–600 000. 0: no wait. */
  readonly capMs: number;
  /** The same for all other lanes, ms. Default 60 000, range 0–600 000. 0: no wait. */
  readonly capBestEffortMs: number;
  /** Repeats per request over all targets. Default 4, range 0–20. 0: nothing is ever repeated. */
  readonly repeatsMax: number;
}

/**
 * Time in which waits and attempts may start, per lane, ms. Range 1 000–86 400 000; 0 is refused.
 */
export interface DeadlineOptions {
  /** Default 300 000. */
  readonly chatMs: number;
  /** Default 60 000. */
  readonly inlineMs: number;
  /** Default 900 000. */
  readonly backgroundMs: number;
  /** Default 300 000. */
  readonly externalMs: number;
  /** Default 60 000. */
  readonly probeMs: number;
}

export interface PatienceOptions {
  /**
   * Longest pause ordered by a server that is sat out while another target could be asked, ms.
   * Default 5 000, range 0–600 000. 0: never wait when somebody else can answer.
   * With nobody else the deadline is the only bound.
   */
  readonly otherEligibleMs: number;
}

export interface EngineOptions {
  readonly retry: RetryOptions;
  readonly breaker: BreakerOptions;
  readonly timeouts: TimeoutOptions;
  readonly deadlines: DeadlineOptions;
  readonly patience: PatienceOptions;
  readonly probes: ProbeOptions;
  readonly coherence: CoherenceOptions;
  readonly budget: BudgetOptions;
  readonly lanes: LaneOptions;
  readonly midStream: MidStreamOptions;
  readonly routing: RoutingOptions;
  readonly chaos: ChaosOptions;
  readonly cache: CacheOptions;
}

/** Any part may be left out; what is left out has its default. */
export type EngineOptionsInput = {
  readonly [Section in keyof EngineOptions]?: Partial<EngineOptions[Section]>;
};

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = {
  retry: { policy: 'full', baseMs: 500, capMs: 8_000, capBestEffortMs: 60_000, repeatsMax: 4 },
  breaker: DEFAULT_BREAKER_OPTIONS,
  timeouts: DEFAULT_TIMEOUTS,
  deadlines: {
    chatMs: 300_000,
    inlineMs: 60_000,
    backgroundMs: 900_000,
    externalMs: 300_000,
    probeMs: 60_000,
  },
  patience: { otherEligibleMs: 5_000 },
  probes: DEFAULT_PROBE_OPTIONS,
  coherence: DEFAULT_COHERENCE_OPTIONS,
  budget: DEFAULT_BUDGET_OPTIONS,
  lanes: DEFAULT_LANE_OPTIONS,
  midStream: MID_STREAM_DEFAULTS,
  routing: ROUTING_DEFAULTS,
  chaos: NO_CHAOS,
  cache: DEFAULT_CACHE_OPTIONS,
};

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const POLICIES: readonly string[] = ['full', 'equal', 'decorrelated', 'article'];

/** Fill in defaults and check every field. Throws `RangeError` naming the field and its value. */
export function validateEngineOptions(input: EngineOptionsInput = {}): EngineOptions {
  const defaults = DEFAULT_ENGINE_OPTIONS;
  const retry = { ...defaults.retry, ...input.retry };
  const breaker = validateBreakerOptions(input.breaker);
  const timeouts = { ...defaults.timeouts, ...input.timeouts };
  const deadlines = { ...defaults.deadlines, ...input.deadlines };
  const patience = { ...defaults.patience, ...input.patience };
  const midStream = { ...defaults.midStream, ...input.midStream };
  const routing = { ...defaults.routing, ...input.routing };
  const chaos = { ...defaults.chaos, ...input.chaos };

  oneOf('retry.policy', retry.policy, POLICIES);
  within('retry.baseMs', retry.baseMs, 0, 60_000);
  within('retry.capMs', retry.capMs, 0, 600_000);
  within('retry.capBestEffortMs', retry.capBestEffortMs, 0, 600_000);
  whole('retry.repeatsMax', retry.repeatsMax, 0, 20);
  const { mode, totalMs, ...silences } = timeouts;
  oneOf('timeouts.mode', mode, TIMEOUT_MODES);
  within('timeouts.totalMs', totalMs, 0, DAY_MS);
  for (const [name, value] of Object.entries(silences))
    within(`timeouts.${name}`, value, 0, HOUR_MS);
  for (const [name, value] of Object.entries(deadlines))
    within(`deadlines.${name}`, value, 1_000, DAY_MS);
  within('patience.otherEligibleMs', patience.otherEligibleMs, 0, 600_000);
  oneOf('midStream.mode', midStream.mode, MID_STREAM_MODES);
  oneOf('routing.strategy', routing.strategy, STRATEGIES);
  within('routing.hedgeMinMs', routing.hedgeMinMs, 0, 60_000);
  whole('routing.hedgeCostMaxUsdMicros', routing.hedgeCostMaxUsdMicros, 0, 100_000_000);
  validateChaos(chaos);
  const probes = validateProbeOptions(input.probes);
  const coherence = validateCoherenceOptions(input.coherence);
  const budget = validateBudgetOptions(input.budget);
  const lanes = validateLaneOptions(input.lanes);
  const cache = validateCacheOptions(input.cache);
  return {
    retry,
    breaker,
    timeouts,
    deadlines,
    patience,
    midStream,
    routing,
    probes,
    coherence,
    chaos,
    budget,
    lanes,
    cache,
  };
}

/** Lanes in which somebody sits and waits. All others are best effort. */
export function isPremium(lane: Lane): boolean {
  return lane === 'chat' || lane === 'inline';
}
