/*
 * What a year would bring with this chain and these settings, by each way of asking, and with one
 * more provider. Incidents are as published (Chu et al., ICPE 2025, arXiv 2501.12469): one in five
 * and a half days, median an hour; they are played much more often than that, and each question
 * counts with the weight that its moment has in real life (importance sampling): so a few days tell
 * of a year. Providers are taken to fail independently of each other.
 * The error of the forecast is measured on days that it was not made of, and is part of it.
 */
import type { EngineOptions, EngineOptionsInput } from '../../engine/index.ts';
import { createSeededRandom } from '../seededRandom.ts';
import type { FaultName } from '../world/faults.ts';
import { exponential, lognormal, type Episode } from '../world/weather.ts';
import type { WorldDeps } from '../world/world.ts';
import { backupFor } from './drill.ts';
import { FAIR, live, type Lived, type Rung } from './standInChain.ts';

type Strategy = EngineOptions['routing']['strategy'];

export type WhatIfAsked = {
  readonly chain: readonly Rung[];
  readonly options: EngineOptionsInput;
  readonly perDay: number;
  /** Days that are played for each row; more of them narrow the error. */
  readonly days: number;
  readonly seed: number;
};

export type Forecast = {
  readonly strategy: Strategy;
  readonly withBackup: boolean;
  /** 0–1. */
  readonly availability: number;
  readonly waitP95Ms: number;
  readonly failedPerMonth: number;
  /** `unknown` where somebody was asked whose price is not known. */
  readonly usdMicrosPerMonth: number | 'unknown';
};

export type WhatIfReport = {
  /** The chain as it is set comes first. */
  readonly forecasts: readonly Forecast[];
  /** Of the first row: what was forecast and what days then brought that it had not seen. */
  readonly backTest: { readonly forecast: number; readonly seen: number; readonly error: number };
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_DAYS = 30;
const REAL_GAP_MS = 5.4 * DAY_MS;
const PLAYED_GAP_MS = 6 * HOUR_MS;
const LENGTH = { medianMs: HOUR_MS, sigma: 1, maxMs: 12 * HOUR_MS };
/** Mean of a lognormal with this middle and width; the bound takes little of it. */
const LENGTH_MEAN_MS = LENGTH.medianMs * Math.exp((LENGTH.sigma * LENGTH.sigma) / 2);
const FAULTS: readonly FaultName[] = ['overloaded-529', 'server-500', 'refused', 'silent', 'stall'];
const HOURS = { fromHour: 8, toHour: 20 };
const STRATEGIES: readonly Strategy[] = ['failover', 'hedged', 'balanced', 'race'];

/** Throws `RangeError` for an empty chain, and for days or questions that are none. */
export async function whatIf(pump: WorldDeps['pump'], asked: WhatIfAsked): Promise<WhatIfReport> {
  const { chain, options, days, perDay } = asked;
  if (chain.length === 0) throw new RangeError('chain is empty: there is nobody to ask.');
  for (const [name, value] of Object.entries({ days, perDay }))
    if (!(value >= 1)) throw new RangeError(`${name} is ${value}: it must be 1 or more.`);
  const own = options.routing?.strategy ?? 'failover';
  const forecasts: Forecast[] = [];
  for (const strategy of [own, ...STRATEGIES.filter((other) => other !== own)])
    forecasts.push(await forecast(pump, asked, { strategy, withBackup: false }));
  forecasts.push(await forecast(pump, asked, { strategy: own, withBackup: true }));
  const unseen = { ...asked, seed: asked.seed + 1 };
  const seen = await forecast(pump, unseen, { strategy: own, withBackup: false });
  const predicted = forecasts[0]?.availability ?? 0;
  const error = Math.abs(predicted - seen.availability);
  return { forecasts, backTest: { forecast: predicted, seen: seen.availability, error } };
}

type Variant = Pick<Forecast, 'strategy' | 'withBackup'>;

async function forecast(
  pump: WorldDeps['pump'],
  { chain, options, days, perDay, seed }: WhatIfAsked,
  { strategy, withBackup }: Variant,
): Promise<Forecast> {
  const rungs = withBackup ? [...chain, backupFor(chain)] : chain;
  const traces = rungs.map((_, nth) => traceOf(seed * 64 + nth, days));
  // What asking beside the first costs is a column of the report, and no bound of it.
  const routing = { ...options.routing, strategy, hedgeCostMaxUsdMicros: 0 };
  const lived = await live(pump, {
    ...{ chain: rungs, options: { ...options, routing }, days, seed },
    weather: traces.map((trace) => ({ ...FAIR, trace })),
    person: { perDay, ...HOURS },
  });
  const weighed = lived.map((one) => ({ ...one, weight: weightAt(one.askedMs, traces) }));
  const sum = (of: (one: Weighed) => number): number =>
    weighed.reduce((total, one) => total + one.weight * of(one), 0);
  const all = sum(() => 1);
  const availability = all === 0 ? 1 : sum(({ isAnswered }) => (isAnswered ? 1 : 0)) / all;
  const perMonth = perDay * MONTH_DAYS;
  const isPriced = rungs.every(
    ({ answerUsdMicros }, nth) =>
      answerUsdMicros !== 'unknown' || lived.every(({ asked }) => (asked[nth] ?? 0) === 0),
  );
  const cost = ({ asked }: Weighed): number =>
    asked.reduce((total, times, nth) => total + times * priceOf(rungs[nth]), 0);
  return {
    ...{ strategy, withBackup, availability },
    waitP95Ms: quantile(weighed, 0.95 * all),
    failedPerMonth: (1 - availability) * perMonth,
    usdMicrosPerMonth: isPriced && all > 0 ? Math.round((sum(cost) / all) * perMonth) : 'unknown',
  };
}

type Weighed = Lived & { readonly weight: number };

function priceOf(rung: Rung | undefined): number {
  const price = rung?.answerUsdMicros ?? 0;
  return price === 'unknown' ? 0 : price;
}

function quantile(weighed: readonly Weighed[], upTo: number): number {
  let seen = 0;
  const sorted = weighed.toSorted((a, b) => a.waitMs - b.waitMs);
  for (const { waitMs, weight } of sorted) {
    seen += weight;
    if (seen >= upTo) return waitMs;
  }
  return sorted.at(-1)?.waitMs ?? 0;
}

function traceOf(seed: number, days: number): readonly Episode[] {
  const random = createSeededRandom(seed);
  const trace: Episode[] = [];
  for (let atMs = 0; ;) {
    const fromMs = atMs + exponential(random, PLAYED_GAP_MS);
    if (fromMs > days * DAY_MS) return trace;
    const lengthMs = Math.min(LENGTH.maxMs, lognormal(random, LENGTH.medianMs, LENGTH.sigma));
    const fault = FAULTS[random.below(FAULTS.length)] ?? 'server-500';
    const share = random.next() < 0.3 ? 1 : 0.1 + 0.5 * random.next();
    trace.push({ fromMs, toMs: fromMs + lengthMs, fault, share });
    atMs = fromMs + lengthMs;
  }
}

const shareOf = (gapMs: number): number => LENGTH_MEAN_MS / (gapMs + LENGTH_MEAN_MS);
const REAL = shareOf(REAL_GAP_MS);
const PLAYED = shareOf(PLAYED_GAP_MS);

/** How much likelier its moment is in real life than in what was played. */
function weightAt(atMs: number, traces: readonly (readonly Episode[])[]): number {
  let weight = 1;
  for (const trace of traces) {
    const isIll = trace.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    weight *= isIll ? REAL / PLAYED : (1 - REAL) / (1 - PLAYED);
  }
  return weight;
}
