/*
 * Which silence is too long for a given call: learned from the target's own answers to prompts of
 * this size (engine page, A5), or fixed by settings. Limits are multiples of the 99th percentile.
 * A person's own limit for a provider replaces the general one, the headers limit included.
 * Local targets have no headers limit, and time to load unless the model is loaded.
 * Where nobody else could be asked, the headers limit gives way to the first-token limit: giving up
 * early helps only where it leads to an answer.
 */
import { sameTarget } from '../core/index.ts';
import type { Chain, ChainEntry, Provider, ProviderId, TargetCall } from '../core/index.ts';
import type { TimeLimit, TokenEstimator } from '../core/index.ts';
import type { LatencyBook, Quantiles } from './latency/latencyBook.ts';
import type { LatencyKind, Measure } from './latency/priors.ts';
import type { TimeoutOptions } from './options/timeouts.ts';

export type LimitDeps = {
  readonly options: () => TimeoutOptions;
  readonly chain: Chain;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
  readonly latency: LatencyBook;
  readonly estimator: TokenEstimator;
};

/** One limit, ms, Infinity is none, and the figures behind it. */
export type Limit = Pick<TimeLimit, 'ms' | 'by' | 'samples' | 'p99Ms'>;

export type SilenceLimits = {
  readonly headers: Limit;
  readonly firstToken: Limit;
  readonly stall: Limit;
  readonly total: Limit;
  /** Fewer characters a minute for 20 s are a drip; 0 is no limit. */
  readonly drip: Limit & { readonly charsPerMinute: number };
  readonly promptTokens: number;
  /** The model must be loaded first: how long that takes says nothing about its speed. */
  readonly isCold: boolean;
};

const NONE: Limit = { ms: Infinity, by: 'fixed' };

/** Engine page, A5, ms. */
const FIRST_TOKEN: Record<LatencyKind, readonly [number, number]> = {
  remote: [8_000, 60_000],
  reasoning: [30_000, 300_000],
  local: [30_000, 300_000],
};
const HEADERS_MIN_MS = 2_000;
const STALL_MIN_MS = 10_000;
/** Nobody sits longer before a screen that does not move. */
const STALL_MAX_MS = 300_000;
const STALLED_FACTOR = 3;
const DRIP_MS = 20_000;

export function silenceLimits(deps: LimitDeps, call: TargetCall): SilenceLimits {
  const { target } = call;
  const options = deps.options();
  const provider = deps.providerOf(target.providerId);
  const own = ownLimits(deps.chain(), call);
  const isLocal = provider?.isLocal ?? false;
  const loaded = provider?.isLoaded(target.modelId);
  const promptTokens = deps.estimator.inputTokens(call.request, target).tokens;
  const of = (measure: Measure): Quantiles => deps.latency.of(measure, target, promptTokens);
  const limits =
    options.mode === 'fixed' ? fixed(options) : learned(of, deps.latency.kindOf(target));
  const load: Limit = { ms: noneIfZero(options.firstTokenLocalMs), by: 'fixed' };
  const firstToken =
    persons(own?.firstTokenMs) ?? (isLocal && loaded !== true ? load : limits.firstToken);
  // The router gives endless patience to a target without an alternative, and to no other.
  const isAlone = call.patienceMs === Infinity;
  const hasHeaders = !isLocal && !isAlone && own?.firstTokenMs === undefined;
  return {
    headers: hasHeaders ? limits.headers : NONE,
    firstToken,
    stall: persons(own?.stallMs) ?? limits.stall,
    total: options.totalMs === 0 ? NONE : { ms: options.totalMs, by: 'person' },
    drip: limits.drip,
    promptTokens,
    isCold: isLocal && loaded === false,
  };
}

type General = Pick<SilenceLimits, 'headers' | 'firstToken' | 'stall' | 'drip'>;

function fixed({ headersMs, firstTokenMs, stallMs }: TimeoutOptions): General {
  const limit = (ms: number): Limit => ({ ms: noneIfZero(ms), by: 'fixed' });
  return {
    headers: limit(headersMs),
    firstToken: limit(firstTokenMs),
    stall: limit(stallMs),
    drip: { ...NONE, charsPerMinute: 0 },
  };
}

function learned(of: (measure: Measure) => Quantiles, kind: LatencyKind): General {
  const [firstMinMs, firstMaxMs] = FIRST_TOKEN[kind];
  const first = of('firstToken');
  const headers = of('headers');
  const rate = of('rate');
  const firstMs = widened(first, 2, [firstMinMs, firstMaxMs]);
  const firstToken = { ...told(first), ms: firstMs };
  return {
    headers: { ...told(headers), ms: widened(headers, 1.5, [HEADERS_MIN_MS, firstMs]) },
    firstToken,
    stall: stallLimit(of('gap'), of('longestGap')),
    drip: { ...told(rate), ms: DRIP_MS, charsPerMinute: rate.p5 / 10 },
  };
}

/**
 * Who was given up at this limit may be well and slow: the next time it has twice as long, until it
 * answers faster. Waits that ended before this limit say nothing about it.
 */
function widened(of: Quantiles, factor: number, [min, max]: readonly [number, number]): number {
  const ms = between(of.p99 * factor, min, max);
  const isAtLimit = of.givenUpMs >= between(of.seenP99 * factor, min, max);
  return isAtLimit ? between(2 * of.givenUpMs, ms, max) : ms;
}

/**
 * Eight times the longest gaps between words; and twice the longest silence that answers had in
 * their middle, because some models fall silent once, and long, before a large tool call. Answers
 * that were given up in a silence raise it to three times what was seen to end well, and no
 * further: who always falls silent is not slow.
 */
function stallLimit(gap: Quantiles, longest: Quantiles): Limit {
  const isByGap = 8 * gap.p99 >= 2 * longest.p99;
  const ms = isByGap ? 8 * gap.p99 : 2 * longest.p99;
  const seenMs = Math.max(8 * gap.p99, 2 * longest.seenP99, STALL_MIN_MS);
  const maxMs = Math.min(STALLED_FACTOR * seenMs, STALL_MAX_MS);
  return { ...told(isByGap ? gap : longest), ms: between(ms, STALL_MIN_MS, maxMs) };
}

function told({ isLearned, samples, p99 }: Quantiles): Omit<Limit, 'ms'> {
  return isLearned
    ? { by: 'learned', samples: Math.round(samples), p99Ms: Math.round(p99) }
    : { by: 'prior' };
}

function ownLimits(chain: readonly ChainEntry[], { target }: TargetCall): ChainEntry | undefined {
  let ofProvider: ChainEntry | undefined;
  for (const entry of chain) {
    if (sameTarget(entry.target, target)) return entry;
    if (entry.target.providerId === target.providerId) ofProvider ??= entry;
  }
  return ofProvider;
}

function persons(ms: number | undefined): Limit | undefined {
  return ms === undefined ? undefined : { ms: noneIfZero(ms), by: 'person' };
}

function noneIfZero(ms: number): number {
  return ms === 0 ? Infinity : ms;
}

/** Whole milliseconds. */
function between(ms: number, min: number, max: number): number {
  return Math.round(Math.min(Math.max(ms, min), max));
}
