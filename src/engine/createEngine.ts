/*
 * Puts the engine together: books, layers, order. State lives as long as the engine; options and
 * chain are read live. It knows no vendor, no editor, no real time and no real chance.
 * One engine is one window: two never share memory.
 */
import { ChatError, targetKey } from '../core/index.ts';
import type {
  Chain,
  ChainEntry,
  Clock,
  Engine,
  Handler,
  JournalEvent,
  Provider,
  ProviderId,
  Random,
  Target,
  TargetCall,
  WindowId,
} from '../core/index.ts';
import { attemptLayer } from './attempt.ts';
import { breakerLayer } from './breaker.ts';
import { createBreakerBook } from './breakerBook.ts';
import { candidatesOf, isEligible } from './candidates.ts';
import { createChanges } from './changes.ts';
import { coherenceLayer } from './coherence.ts';
import { deadlineAt, deadlineLayer } from './deadline.ts';
import { failoverRouter } from './failover.ts';
import { createJournal } from './journal.ts';
import { createLockBook } from './lockBook.ts';
import type { EngineOptions } from './options.ts';
import { createPauseBook } from './pauseBook.ts';
import { assemble } from './pipeline.ts';
import { rateGateLayer } from './rateGate.ts';
import { requestJournalLayer } from './requestJournal.ts';
import { retryLayer } from './retry.ts';
import { silenceLimits } from './silenceLimits.ts';
import { spendLayer, type SpendParts } from './spend.ts';
import { targetStatus } from './targetStatus.ts';
import { timeoutsLayer } from './timeouts.ts';

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
  /** How long first tokens of such a call take at p99, ms; without it none is ever slow. */
  readonly learnedP99Ms?: (call: TargetCall) => number | undefined;
  /** Without it nothing is counted and no limit of money holds. */
  readonly spend?: SpendParts;
};

export function createEngine(deps: EngineDeps, options: () => EngineOptions): Engine {
  const { clock, random, chain, providerOf, rungOf } = deps;
  const journal = createJournal(deps);
  const changes = createChanges();
  const waits = { clock, journal, changes };
  const pauses = createPauseBook(waits);
  const locks = createLockBook(waits);
  const breakers = createBreakerBook({
    ...waits,
    random,
    options: () => options().breaker,
    familyOf: ({ providerId }) => providerOf(providerId)?.family,
    known: () => chain().flatMap(({ enabled, target }) => (enabled ? target : [])),
  });
  const books = { ...waits, pauses, locks, breakers };
  const deadlines = { clock, options: () => options().deadlines };
  const limits = { options: () => options().timeouts, chain, providerOf };

  const mayRepeat = ({ target, limits: asked }: TargetCall): boolean =>
    breakers.of(target).state === 'closed' &&
    locks.inForce(target) === undefined &&
    isEligible({ chain, providerOf, rungOf }, asked, target);

  const run = assemble({
    request: {
      journal: requestJournalLayer({
        clock,
        journal,
        deadlineAt: (call) => deadlineAt(deadlines, call),
      }),
      deadline: deadlineLayer(deadlines),
    },
    router: failoverRouter({ ...books, chain, providerOf, rungOf, options }),
    target: {
      retry: retryLayer({ ...books, random, options: () => options().retry, mayRepeat }),
      rateGate: rateGateLayer(books),
      ...(deps.spend === undefined ? {} : { spend: spendLayer({ ...waits, ...deps.spend }) }),
      breaker: breakerLayer({ ...deps, book: breakers }),
      attempt: attemptLayer(waits),
      coherence: coherenceLayer({ journal, options: () => options().coherence }),
      timeouts: timeoutsLayer({ clock, limitsFor: (call) => silenceLimits(limits, call) }),
    },
    provider: askProvider(providerOf),
  });

  const unlock: Engine['unlock'] = (scope) => {
    pauses.lift(scope);
    locks.lift(scope);
  };

  return {
    run,
    status: (target) => targetStatus(books, target),
    breakerRecords: () => breakers.records(),
    restoreBreakers: (records) => breakers.restore(records),
    candidates: (asked) => candidatesOf({ chain, providerOf, rungOf }, asked).all,
    unlock,
    reset(scope) {
      breakers.reset(scope);
      unlock(scope);
    },
  };
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
