/*
 * Puts the engine together: books, layers, order. State lives as long as the engine; options and
 * chain are read live. It knows no vendor, no editor, no real time and no real chance.
 * One engine is one window: two never share memory.
 */
import { ChatError, createMemoryLeases, targetKey } from '../core/index.ts';
import type {
  AnswerCache,
  Attention,
  Chain,
  ChainEntry,
  ChatRequest,
  Clock,
  Engine,
  Handler,
  Journal,
  JournalEvent,
  Leases,
  Provider,
  ProviderId,
  Random,
  Target,
  TargetCall,
  TokenEstimator,
  WindowId,
} from '../core/index.ts';
import { attemptLayer } from './attempt.ts';
import { createBalance } from './balance.ts';
import { breakerLayer, type BreakerLayerDeps } from './breaker.ts';
import { createBreakerBook } from './breakerBook.ts';
import { candidatesOf, isEligible } from './candidates.ts';
import { createChanges } from './changes.ts';
import { chaosLayer } from './chaos.ts';
import { coherenceLayer } from './coherence.ts';
import { deadlineAt, deadlineLayer } from './deadline.ts';
import { failoverRouter } from './failover.ts';
import { createHealthBook } from './healthBook.ts';
import { createFlow, type Flow } from './flow.ts';
import type { ModelKnowledge } from './fitness.ts';
import { createHedgeBucket } from './hedgeBucket.ts';
import { createJournal } from './journal.ts';
import { ladderLayer } from './ladder.ts';
import { createLatencyBook, type LatencyBook } from './latency/latencyBook.ts';
import { learning } from './learning.ts';
import { createLockBook } from './lockBook.ts';
import type { EngineOptions } from './options.ts';
import { createOfflineWatch } from './offlineWatch.ts';
import { createPauseBook } from './pauseBook.ts';
import { assemble, assembleLower } from './pipeline.ts';
import { createProber, type Prober } from './prober.ts';
import { createRefusalBook } from './refusalBook.ts';
import { requestJournalLayer } from './requestJournal.ts';
import { retryLayer } from './retry.ts';
import { silenceLimits, type LimitDeps, type SilenceLimits } from './silenceLimits.ts';
import { spendLayer, type SpendParts } from './spend.ts';
import { storedAnswersLayer } from './storedAnswers.ts';
import { targetStatus } from './targetStatus.ts';
import { timeoutsLayer } from './timeouts.ts';
import { wakeGateLayer } from './wakeGate.ts';
import { createWakeWatch } from './wakeWatch.ts';
import { createPrefillBook } from './prefillBook.ts';
import { createWarmUp, type WarmUpDeps } from './warmUp.ts';
import { createTokenEstimator } from './tokenEstimator.ts';

export type EngineDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly windowId: WindowId;
  /** Receives every journal event, in order. What it throws is swallowed. */
  readonly sink: (event: JournalEvent) => void;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
  readonly chain: Chain;
  /** Any model of a provider judged by itself, whether it is a rung of the chain or not. */
  readonly rungOf: (target: Target) => ChainEntry | undefined;
  /** Whether a person is there. Without it nobody is probed. */
  readonly attention?: Attention | undefined;
  /** How windows take turns; without it each window is alone. */
  readonly leases?: Leases | undefined;
  /** Without it nothing is known of any model: everybody is taken to fit. */
  readonly models?: ModelKnowledge;
  /** Whether a target may be asked beside others; default: all. */
  readonly mayRace?: (target: Target) => boolean;
  /** Without it nothing is counted and no limit of money holds. */
  readonly spend?: SpendParts;
  /** What is learned of time; without it the engine learns for itself, as long as it lives. */
  readonly latency?: LatencyBook;
  readonly estimator?: TokenEstimator;
  /** Answers kept for when nobody can answer, of this workspace; without it none are. */
  readonly answers?: () => AnswerCache | undefined;
};

export function createEngine(deps: EngineDeps, options: () => EngineOptions): Engine {
  const { clock, random, chain, providerOf, rungOf } = deps;
  const timeouts = timesOf(deps, options);
  const { journal, health } = heardJournal(deps, timeouts.latency);
  const isProbed = (target: Target): boolean => prober.isProbed(target);
  const own = createBooks(deps, { journal, options, isProbed });
  const flow = createFlow({ ...deps, ...own, ...timeouts }, options);
  const books = { ...own, rates: flow.rates };
  const { pauses, locks, breakers, refusals } = own;
  const deadlines = { clock, options: () => options().deadlines };
  const candidates = { chain, providerOf, rungOf, models: deps.models, refusals };

  const mayRepeat = ({ target, limits: asked }: TargetCall): boolean =>
    breakers.of(target).state === 'closed' &&
    locks.inForce(target) === undefined &&
    isEligible(candidates, asked, target);

  const prober = createProber({
    ...{ ...deps, ...books, options },
    leases: deps.leases ?? createMemoryLeases(clock),
    isOffline: () => books.offline.isOffline(),
    ask: () => lower,
  });
  const lower = lowerRoad(deps, { ...books, options, timeouts, prober, flow });
  const run = assemble({
    request: {
      journal: requestJournalLayer({
        ...{ clock, journal },
        deadlineAt: (call) => deadlineAt(deadlines, call),
      }),
      ladder: ladderLayer(candidates),
      stored: storedAnswersLayer({ ...deps, ...candidates, journal, options }),
      deadline: deadlineLayer(deadlines),
    },
    router: failoverRouter({
      ...{ ...books, ...candidates, options, purse: flow.purse, mayRace: deps.mayRace },
      ...routing(deps, { journal, options, timeouts }),
    }),
    target: {
      retry: retryLayer({ ...books, random, options: () => options().retry, mayRepeat }),
      wakeGate: wakeGateLayer(books),
      throttle: flow.layers.throttle,
    },
    provider: lower,
  });

  const unlock: Engine['unlock'] = (scope) => {
    pauses.lift(scope);
    locks.lift(scope);
    flow.rates.lift(scope);
  };

  return {
    run,
    status: (target) => targetStatus(books, target),
    health: (target) => health.of(target),
    dispose() {
      prober.dispose();
      books.offline.dispose();
    },
    ...learning(own),
    candidates: (asked) => candidatesOf(candidates, { limits: asked }).all,
    unlock,
    reset(scope) {
      breakers.reset(scope);
      unlock(scope);
    },
  };
}

/** The journal, and who listens to it before anybody outside hears of the next event. */
function heardJournal(deps: EngineDeps, latency: Pick<LatencyBook, 'doubt'>) {
  const journal = createJournal({
    ...deps,
    sink(event) {
      deps.sink(event);
      health.see(event);
      if (event.type === 'model-changed' || event.type === 'canary-changed')
        latency.doubt(event.target);
    },
  });
  const health = createHealthBook({ clock: deps.clock, journal });
  return { journal, health };
}

type Made = ReturnType<typeof createBooks> & {
  readonly options: () => EngineOptions;
  readonly timeouts: LimitDeps;
  readonly prober: Prober;
  readonly flow: Flow;
};

/** Layers 7 to 12. Probes enter here as well. */
function lowerRoad(deps: EngineDeps, made: Made): Handler<TargetCall> {
  const { clock, random, providerOf } = deps;
  const { journal, breakers, options, prober, timeouts } = made;
  const { latency, estimator } = timeouts;
  const limitsFor = (call: TargetCall): SilenceLimits => silenceLimits(timeouts, call);
  const learnedP99Ms = ({ target, request }: TargetCall): number | undefined => {
    const { tokens } = estimator.inputTokens(request, target);
    const { p99, isLearned } = latency.of('firstToken', target, tokens);
    return isLearned ? p99 : undefined;
  };
  const doubt: BreakerLayerDeps['doubt'] = (call, why) => prober.doubt(call, why);
  return assembleLower({
    target: {
      ...made.flow.layers,
      ...(deps.spend === undefined ? {} : { spend: spendLayer({ ...made, ...deps.spend }) }),
      breaker: breakerLayer({ ...made, book: breakers, learnedP99Ms, doubt }),
      attempt: attemptLayer(made),
      coherence: coherenceLayer({ journal, options: () => options().coherence }),
      timeouts: timeoutsLayer({ clock, latency, limitsFor, wake: made.wake }),
      chaos: chaosLayer({ clock, random, journal, options: () => options().chaos }),
    },
    provider: askProvider(providerOf),
  });
}

type BookParts = {
  readonly journal: Journal;
  readonly options: () => EngineOptions;
  readonly isProbed: (target: Target) => boolean;
};

/** What is known of targets, and the bell that tells of changes. */
function createBooks(deps: EngineDeps, { journal, options, isProbed }: BookParts) {
  const { clock, random, chain, providerOf } = deps;
  const waits = { clock, journal, changes: createChanges() };
  const offline = createOfflineWatch({ ...waits, chain, providerOf });
  const breakers = createBreakerBook({
    ...{ ...waits, random, isProbed },
    isFrozen: () => offline.isOffline(),
    options: () => options().breaker,
    familyOf: ({ providerId }) => providerOf(providerId)?.family,
    known: () => chain().flatMap(({ enabled, target }) => (enabled ? target : [])),
  });
  const [pauses, locks] = [createPauseBook(waits), createLockBook(waits)];
  const refusals = createRefusalBook();
  return { ...waits, pauses, locks, breakers, refusals, offline, wake: createWakeWatch(clock) };
}

type RoutingParts = {
  readonly journal: Journal;
  readonly options: () => EngineOptions;
  readonly timeouts: LimitDeps;
};

/** What the router remembers, and what it knows of times. */
function routing(deps: EngineDeps, { journal, options, timeouts }: RoutingParts) {
  const { clock, random, models, providerOf } = deps;
  const { latency, estimator } = timeouts;
  return {
    prefills: createPrefillBook(models?.catalog),
    routing: () => options().routing,
    bucket: createHedgeBucket(),
    balance: createBalance({ random, models, usualMs: (target) => latency.usualMs(target) }),
    firstTokenP95Ms: (target: Target, request: ChatRequest): number | undefined => {
      const promptTokens = estimator.inputTokens(request, target).tokens;
      const { p95, isLearned } = latency.of('firstToken', target, promptTokens);
      return isLearned ? p95 : undefined;
    },
    warmUp: createWarmUp({
      ...{ clock, journal, warm: warmProvider(providerOf) },
      firstTokenMs(call) {
        const { headers, firstToken } = silenceLimits(timeouts, call);
        return Math.min(headers.ms, firstToken.ms);
      },
    }),
  };
}

/** Free, and without a word of any question; how it ends is nobody's business. */
function warmProvider(providerOf: EngineDeps['providerOf']): WarmUpDeps['warm'] {
  return ({ providerId, modelId }, signal) => {
    providerOf(providerId)
      ?.warm(modelId, signal)
      .catch(() => undefined);
  };
}

/** What limits of time are made of. */
function timesOf(deps: EngineDeps, options: () => EngineOptions): LimitDeps {
  const { chain, providerOf } = deps;
  const latency = deps.latency ?? ownLatency(deps);
  const estimator = deps.estimator ?? createTokenEstimator();
  return { options: () => options().timeouts, chain, providerOf, latency, estimator };
}

function ownLatency({ clock, providerOf }: EngineDeps): LatencyBook {
  return createLatencyBook({
    wallMs: () => clock.wallMs(),
    kindOf: ({ providerId }) => (providerOf(providerId)?.isLocal === true ? 'local' : 'remote'),
  });
}

/** Layer 12: from here on it is the adapter's. */
function askProvider(providerOf: EngineDeps['providerOf']): Handler<TargetCall> {
  return (call) => {
    const provider = providerOf(call.target.providerId);
    if (provider !== undefined) return provider.stream(call, call.signal);
    throw new ChatError({
      kind: 'rejected',
      origin: 'local',
      scope: 'target',
      message: `${targetKey(call.target)} is no longer there.`,
      target: call.target,
    });
  };
}
