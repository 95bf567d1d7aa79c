/*
 * The real engine, as many times as there are windows, among stand-in servers, people and a
 * computer that sleeps and loses its network, for as many days as the plan says.
 * It judges nothing: an observer is told what the engine noted, what people were shown and what
 * servers saw, as it happens, so that a year needs no more memory than a day.
 * The same plan gives the same notes, byte for byte.
 */
import { targetKey, UNKNOWN_FACTS } from '../../core/index.ts';
import type { ChainEntry, Engine, EngineEvent, JournalEvent, Leases } from '../../core/index.ts';
import { createEngine } from '../../engine/createEngine.ts';
import { createTokenEstimator, validateEngineOptions } from '../../engine/index.ts';
import { createSeededRandom, type SeededRandom } from '../seededRandom.ts';
import { createVirtualClock, type VirtualClock } from '../virtualClock.ts';
import { startAsking } from './asking.ts';
import { createComputer } from './computer.ts';
import { createPerson, type Question } from './person.ts';
import type { WorldPlan } from './plan.ts';
import { createStandIn, type Seen, type StandIn } from './standIn.ts';
import { createWeather } from './weather.ts';

export type Asked = {
  readonly requestId: string;
  readonly windowId: string;
  readonly question: Question;
  readonly signal: AbortSignal;
};

/** Told of everything, in the order in which it happens. */
export interface Observer {
  noted(event: JournalEvent): void;
  seen(seen: Seen, nowMs: number): void;
  asked(asked: Asked, nowMs: number): void;
  shown(requestId: string, event: EngineEvent): void;
  /** Its stream is over: whole, or with what it threw. */
  over(requestId: string, error: unknown, nowMs: number): void;
  stopped(requestId: string, nowMs: number): void;
  /** The computer falls asleep; when it will wake, monotonic. */
  slept(wakesAtMs: number): void;
  /** Who may be asked has changed. */
  consented(armed: ReadonlySet<string>): void;
}

export type WorldDeps = {
  readonly pump: (step: () => boolean) => Promise<void>;
  readonly observer: Observer;
};

/** What is left when everything is over. */
export type WorldEnd = {
  readonly events: number;
  readonly requests: number;
  readonly timers: number;
  readonly streams: number;
  readonly unanswered: number;
};

const DAY_MS = 86_400_000;
const SETTLE_MS = 4 * 3_600_000;

export async function runWorld(deps: WorldDeps, plan: WorldPlan): Promise<WorldEnd> {
  const { observer, pump } = deps;
  const random = createSeededRandom(plan.seed ^ 0x5eed);
  const clock = createVirtualClock({ drain: () => Promise.resolve(), pump });
  const computer = createComputer(clock, random.fork(), plan);
  const servers = new Map(
    plan.servers.map((server): [string, StandIn] => {
      const weather = createWeather(server.weather, random.fork());
      const see = (seen: Seen): void => observer.seen(seen, clock.nowMs());
      const road = () => (server.isLocal ? undefined : computer.road());
      return [
        server.id,
        createStandIn({ clock, weather, see, road, random: random.fork() }, server),
      ];
    }),
  );
  const chain = chainOf(plan);
  const windows = openWindows({ plan, clock, random, servers, observer, chain: () => chain });
  const tellConsent = (): void =>
    observer.consented(
      new Set(chain.filter(({ armed }) => armed).map(({ target }) => targetKey(target))),
    );
  tellConsent();
  await computer.live(plan.days * DAY_MS, {
    slept: (wakesAtMs) => observer.slept(wakesAtMs),
    arm(nth) {
      const at = 1 + (nth % Math.max(1, chain.length - 1));
      const entry = chain[at];
      if (entry !== undefined) chain[at] = { ...entry, armed: !entry.armed };
      tellConsent();
    },
  });
  windows.leave();
  await clock.runUntilIdle(SETTLE_MS);
  windows.dispose();
  await clock.advance(1_000);
  const live = [...servers.values()].map(({ liveStreams }) => liveStreams);
  return {
    events: clock.events,
    requests: windows.requests(),
    timers: clock.pending,
    streams: live.reduce((sum, count) => sum + count, 0),
    unanswered: windows.unanswered(),
  };
}

function chainOf({ servers }: WorldPlan): ChainEntry[] {
  return servers.map(({ id, armed, isLocal, concurrency, requestsPerMinute, tier = 'any' }) => ({
    target: { providerId: id, modelId: 'm' },
    ...{ armed, enabled: true, hasKey: true, tier, isLocal },
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
  }));
}

type Parts = {
  readonly plan: WorldPlan;
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly servers: ReadonlyMap<string, StandIn>;
  readonly observer: Observer;
  readonly chain: () => readonly ChainEntry[];
};

function openWindows(parts: Parts) {
  const { plan, clock, random, observer } = parts;
  const leases = createLeases(clock);
  let requests = 0;
  let ended = 0;
  const windows = plan.people.map((person) => {
    const one = createPerson(clock, random.fork(), person);
    const engine = openEngine(parts, { person, leases, attention: one.attention });
    const asking = one.begin((question) => {
      requests += 1;
      const requestId = `${person.windowId}.${requests}`;
      startAsking(clock, observer, {
        ...{ engine, requestId, question, windowId: person.windowId },
        onEnd: () => (ended += 1),
      });
    });
    return { engine, asking };
  });
  return {
    requests: () => requests,
    unanswered: () => requests - ended,
    leave: () => windows.forEach(({ asking }) => asking.dispose()),
    dispose: () => windows.forEach(({ engine }) => engine.dispose()),
  };
}

type Seat = {
  readonly person: WorldPlan['people'][number];
  readonly leases: Leases;
  readonly attention: ReturnType<typeof createPerson>['attention'];
};

function openEngine(parts: Parts, { person, leases, attention }: Seat): Engine {
  const { plan, clock, random, servers, observer, chain } = parts;
  const options = validateEngineOptions(plan.options);
  return createEngine(
    {
      ...{ clock, chain, leases, attention, windowId: person.windowId },
      random: random.fork(),
      sink: (event) => observer.noted(event),
      providerOf: (id) => servers.get(id),
      rungOf: (target) => chain().find((entry) => entry.target.providerId === target.providerId),
      models: { catalog: { get: () => UNKNOWN_FACTS }, estimator: createTokenEstimator() },
    },
    () => options,
  );
}

/** What all windows of a computer share. */
function createLeases(clock: VirtualClock): Leases {
  const untilMs = new Map<string, number>();
  return {
    take(key, forMs) {
      const isFree = (untilMs.get(key) ?? -Infinity) <= clock.wallMs();
      if (isFree) untilMs.set(key, clock.wallMs() + forMs);
      return Promise.resolve(isFree);
    },
    giveBack(key) {
      untilMs.delete(key);
      return Promise.resolve();
    },
  };
}
