/*
 * A whole world from one seed: servers, people, weather, settings. Each seed draws a subset of the
 * faults (so that some are not hidden behind others), and its own mix of everything else.
 * A plan is plain data: printed with a violation it says everything about the run but the engine.
 * `liveness`: half the time anything goes; then one server is well for good and all others are
 * broken for good.
 */
import type { PrivacyTier } from '../../core/index.ts';
import type { EngineOptionsInput } from '../../engine/index.ts';
import { createSeededRandom, type SeededRandom } from '../seededRandom.ts';
import { FAULT_NAMES, HARMLESS, LASTING, type FaultName } from './faults.ts';
import type { PersonPlan } from './person.ts';
import type { ServerPlan } from './standIn.ts';
import type { WeatherPlan } from './weather.ts';

export type Mode = 'safety' | 'liveness';

export type WorldPlan = {
  readonly seed: number;
  readonly days: number;
  readonly mode: Mode;
  readonly servers: readonly (ServerPlan & {
    readonly armed: boolean;
    readonly weather: WeatherPlan;
    /** A person's own limits. */
    readonly concurrency?: number;
    readonly requestsPerMinute?: number;
    /** Default `any`. */
    readonly tier?: PrivacyTier;
  })[];
  readonly people: readonly PersonPlan[];
  /** Of the computer, each day: sleeps, hours set, times without network, consents changed. */
  readonly sleepsPerDay: number;
  readonly jumpsPerDay: number;
  readonly offlinePerDay: number;
  readonly armsPerDay: number;
  readonly options: EngineOptionsInput;
  /** In `liveness`: who is well, and from when. */
  readonly healed?: { readonly id: string; readonly fromMs: number };
};

export type PlanAsked = {
  readonly seed: number;
  readonly days: number;
  readonly mode: Mode;
  /** Questions a day, of all windows together; default drawn from 20, 100 and 500. */
  readonly perDay?: number;
};

const DAY_MS = 86_400_000;

export function planOf(asked: PlanAsked): WorldPlan {
  const random = createSeededRandom(asked.seed);
  const { days, mode, seed } = asked;
  const isTame = random.next() < 0.15;
  const faults = isTame ? TAME : FAULT_NAMES.filter(() => random.next() < 0.3);
  const count = mode === 'liveness' ? 2 + random.below(3) : 1 + random.below(4);
  const healed =
    mode === 'liveness'
      ? { id: 'abcd'.charAt(random.below(count)), fromMs: (days * DAY_MS) / 2 }
      : undefined;
  const servers = Array.from({ length: count }, (_, nth) =>
    serverOf(random, { nth, faults, healed }),
  );
  const perDay = asked.perDay ?? pick(random, [20, 100, 100, 500]);
  const windows = pick(random, [1, 1, 2, 3]);
  return {
    ...{ seed, days, mode, servers },
    people: Array.from({ length: windows }, (_, nth) => personOf(random, nth, perDay / windows)),
    sleepsPerDay: pick(random, [0, 1, 3, 30]),
    jumpsPerDay: pick(random, [0, 0, 2]),
    offlinePerDay: mode === 'liveness' ? 0 : pick(random, [0, 0, 1, 4]),
    armsPerDay: mode === 'liveness' ? 0 : pick(random, [0, 0, 6]),
    options: optionsOf(random, mode),
    ...(healed === undefined ? {} : { healed }),
  };
}

function pick<const T>(random: SeededRandom, some: readonly [T, ...T[]]): T {
  return some[random.below(some.length)] ?? some[0];
}

type ServerAsked = {
  readonly nth: number;
  readonly faults: readonly FaultName[];
  readonly healed: WorldPlan['healed'];
};

function serverOf(random: SeededRandom, asked: ServerAsked): WorldPlan['servers'][number] {
  const { nth, faults, healed } = asked;
  const id = 'abcd'.charAt(nth);
  const isSister = nth > 0 && random.next() < 0.2;
  const isLocal = !isSister && random.next() < 0.1;
  const isHealed = healed?.id === id;
  const limits = random.next() < 0.15 && !isHealed;
  return {
    id,
    family: isSister && !isHealed ? 'family of a' : `family of ${id}`,
    upstream: `upstream of ${isSister ? 'a' : id}`,
    isLocal,
    firstMs: pick(random, [500, 900, 2_500]),
    wordMs: pick(random, [15, 30, 80]),
    words: pick(random, [6, 12, 24]),
    places: random.next() < 0.15 && !isHealed ? 1 + random.below(4) : 0,
    perMinute: random.next() < 0.15 && !isHealed ? 1 + random.below(10) : 0,
    deaf: random.next() < 0.1 ? 0.05 : 0,
    armed: healed !== undefined || nth === 0 || random.next() < 0.85,
    weather: weatherOf(random, faults, healed && { isHealed, fromMs: healed.fromMs }),
    ...(limits ? { concurrency: 1 + random.below(3) } : {}),
    ...(limits && random.next() < 0.5 ? { requestsPerMinute: 2 + random.below(8) } : {}),
  };
}

function weatherOf(
  random: SeededRandom,
  faults: readonly FaultName[],
  healed: { readonly isHealed: boolean; readonly fromMs: number } | undefined,
): WeatherPlan {
  const perDay = pick(random, [1, 4, 12, 40]);
  const medianMs = pick(random, [60_000, 600_000, 2_700_000]);
  const noise = pick(random, [0, 0.02, 0.1, 0.3]);
  const plan = { faults, perDay, medianMs, noise };
  if (healed === undefined) return plan;
  const { fromMs, isHealed } = healed;
  const grave = FAULT_NAMES.filter((name) => !HARMLESS.includes(name) && !QUESTIONS.includes(name));
  const fault = isHealed ? 'well' : pick<FaultName>(random, ['refused', ...grave]);
  // Whoever is well later must not have promised before to be away for days.
  const before = faults.filter((name) => !isHealed || !LASTING.includes(name));
  return { ...plan, faults: before, ever: { fromMs, fault } };
}

/** Faults that the table lays on the question: nobody else is asked then, and rightly so. */
const QUESTIONS: readonly FaultName[] = [
  'invalid-400',
  'too-large-413',
  'context-length',
  'large-per-minute',
  'filtered-400',
];

/** Faults that are asked again and open no breaker: what bounds repeats is their budget alone. */
const TAME: readonly FaultName[] = ['tool-use-failed', 'loading-503', 'limit-429-silent'];

function personOf(random: SeededRandom, nth: number, perDay: number): PersonPlan {
  const fromHour = pick(random, [0, 7, 9]);
  return {
    windowId: `w${nth + 1}`,
    perDay,
    otherLanes: pick(random, [0, 0.3, 0.7]),
    crowds: pick(random, [0, 0, 0.1, 0.4]),
    stops: pick(random, [0, 0.05, 0.2]),
    controls: pick(random, [0, 0, 0.2, 0.6]),
    fromHour,
    toHour: fromHour === 0 ? 24 : 18,
  };
}

function optionsOf(random: SeededRandom, mode: Mode): EngineOptionsInput {
  const strategy = pick(random, ['failover', 'failover', 'hedged', 'balanced', 'race']);
  return {
    breaker: { rule: random.next() < 0.8 ? 'sequential' : 'consecutive' },
    probes: { mode: pick(random, ['recovery', 'recovery', 'off', 'free', 'full']) },
    // Nobody knows a price here: without a bound the others are asked all the same.
    routing: { strategy, hedgeCostMaxUsdMicros: 0 },
    timeouts: { mode: random.next() < 0.8 ? 'learned' : 'fixed' },
    midStream: { mode: pick(random, ['auto', 'auto', 'continue', 'restart', 'ask']) },
    retry: { policy: pick(random, ['full', 'full', 'equal', 'decorrelated', 'article']) },
    budget: random.next() < 0.3 ? { tokensMax: 2 } : {},
    lanes: mode === 'safety' && random.next() < 0.2 ? { slots: 1, queueMax: 3 } : {},
  };
}
