/*
 * Puts the engine together: books, layers, order. State lives as long as the engine; options and
 * chain are read live. It knows no vendor, no editor, no real time and no real chance.
 * One engine is one window: two never share memory.
 */
import { ChatError, targetKey } from '../core/index.ts';
import type {
  Chain,
  ChainEntry,
  ChatRequest,
  Clock,
  Engine,
  Handler,
  Journal,
  JournalEvent,
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
import { breakerLayer } from './breaker.ts';
import { createBreakerBook } from './breakerBook.ts';
import { candidatesOf, isEligible } from './candidates.ts';
import { createChanges } from './changes.ts';
import { chaosLayer } from './chaos.ts';
import { deadlineAt, deadlineLayer } from './deadline.ts';
import { failoverRouter } from './failover.ts';
import { createFlow } from './flow.ts';
import type { ModelKnowledge } from './fitness.ts';
import { createHedgeBucket } from './hedgeBucket.ts';
import { createJournal } from './journal.ts';
import { ladderLayer } from './ladder.ts';
import { createLatencyBook, type LatencyBook } from './latency/latencyBook.ts';
import { createLockBook } from './lockBook.ts';
import type { EngineOptions } from './options.ts';
import { createPauseBook } from './pauseBook.ts';
import { assemble } from './pipeline.ts';
import { createPrefillBook } from './prefillBook.ts';
import { requestJournalLayer } from './requestJournal.ts';
import { retryLayer } from './retry.ts';
import { silenceLimits, type LimitDeps } from './silenceLimits.ts';
import { spendLayer, type SpendParts } from './spend.ts';
import { targetStatus } from './targetStatus.ts';
import { timeoutsLayer } from './timeouts.ts';
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
  /** Without it nothing is known of any model: everybody is taken to fit. */
  readonly models?: ModelKnowledge;
  /** Whether a target may be asked beside others; default: all. */
  readonly mayRace?: (target: Target) => boolean;
  /** Without it nothing is counted and no limit of money holds. */
  readonly spend?: SpendParts;
  /** What is learned of time; without it the engine learns for itself, as long as it lives. */
  readonly latency?: LatencyBook;
  readonly estimator?: TokenEstimator;
};

export function createEngine(deps: EngineDeps, options: () => EngineOptions): Engine {
  const { clock, random, chain, providerOf, rungOf } = deps;
  const journal = createJournal(deps);
  const changes = createChanges();
  const waits = { clock, journal, changes };
  const pauses = createPauseBook(waits);
  const locks = createLockBook(waits);
  const breakers = createBreakerBook({ ...waits, options: () => options().breaker });
  const deadlines = { clock, options: () => options().deadlines };
  const latency = deps.latency ?? ownLatency(deps);
  const estimator = deps.estimator ?? createTokenEstimator();
  const flow = createFlow({ ...deps, ...waits, pauses, locks, latency, estimator }, options);
  const books = { ...waits, pauses, locks, breakers, rates: flow.rates };
  const timeouts = { options: () => options().timeouts, chain, providerOf, latency, estimator };

  const candidates = { chain, providerOf, rungOf, models: deps.models };

  const mayRepeat = ({ target, limits: asked }: TargetCall): boolean =>
    breakers.of(target).state === 'closed' &&
    locks.inForce(target) === undefined &&
    isEligible(candidates, asked, target);

  const run = assemble({
    request: {
      journal: requestJournalLayer({
        clock,
        journal,
        deadlineAt: (call) => deadlineAt(deadlines, call),
      }),
      ladder: ladderLayer(candidates),
      deadline: deadlineLayer(deadlines),
    },
    router: failoverRouter({
      ...{ ...books, ...candidates, options, purse: flow.purse, mayRace: deps.mayRace },
      ...routing(deps, { journal, options, timeouts }),
    }),
    target: {
      retry: retryLayer({ ...books, random, options: () => options().retry, mayRepeat }),
      ...flow.layers,
      ...(deps.spend === undefined ? {} : { spend: spendLayer({ ...waits, ...deps.spend }) }),
      breaker: breakerLayer(breakers),
      attempt: attemptLayer(waits),
      timeouts: timeoutsLayer({
        clock,
        latency,
        limitsFor: (call) => silenceLimits(timeouts, call),
      }),
      chaos: chaosLayer({ clock, random, journal, options: () => options().chaos }),
    },
    provider: askProvider(providerOf),
  });

  const unlock: Engine['unlock'] = (scope) => {
    pauses.lift(scope);
    locks.lift(scope);
    flow.rates.lift(scope);
  };

  return {
    run,
    status: (target) => targetStatus(books, target),
    candidates: (asked) => candidatesOf(candidates, { limits: asked }).all,
    unlock,
    reset(scope) {
      breakers.reset(scope);
      unlock(scope);
    },
  };
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
