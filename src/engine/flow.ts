/*
 * The parts of layer 7 put together, with the books they share: who may repeat, who stands back,
 * who has a place, and what limits of rate allow. One of each per engine; options are read live.
 * It decides nothing itself. The router reads `rates` and draws on `purse`.
 */
import type {
  Chain,
  FamilyId,
  Layer,
  Provider,
  ProviderId,
  Random,
  Target,
  TargetCall,
  TokenEstimator,
} from '../core/index.ts';
import { bulkheadLayer } from './bulkhead.ts';
import type { LatencyBook } from './latency/latencyBook.ts';
import type { Purse } from './ledger.ts';
import type { LockBook } from './lockBook.ts';
import type { EngineOptions } from './options.ts';
import { createOutputForecast } from './outputForecast.ts';
import type { PauseBook } from './pauseBook.ts';
import { createRateBook, type Estimate, type RateBook } from './rateBook.ts';
import { rateGateLayer } from './rateGate.ts';
import { createRepeatBudget } from './repeatBudget.ts';
import { createSelfThrottle } from './selfThrottle.ts';
import { createSlotBook } from './slotBook.ts';
import { slotShape } from './slotShape.ts';
import { throttleLayer } from './throttle.ts';
import type { WaitDeps } from './waiting.ts';

export type FlowDeps = WaitDeps & {
  readonly random: Random;
  readonly chain: Chain;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
  readonly estimator: TokenEstimator;
  readonly latency: Pick<LatencyBook, 'usualMs'>;
  readonly pauses: PauseBook;
  readonly locks: LockBook;
};

export type Flow = {
  readonly purse: Purse;
  readonly rates: RateBook;
  readonly layers: Record<'throttle' | 'bulkhead' | 'rateGate', Layer<TargetCall>>;
};

export function createFlow(deps: FlowDeps, options: () => EngineOptions): Flow {
  const { clock, chain, providerOf, estimator } = deps;
  const familyOf = ({ providerId }: Target): FamilyId =>
    providerOf(providerId)?.family ?? (providerId as string);
  const budget = createRepeatBudget(clock, () => options().budget);
  const lanes = () => options().lanes;
  const slots = createSlotBook({
    ...deps,
    options: lanes,
    shapeOf: (providerId) => slotShape({ chain, providerOf, options: lanes }, providerId),
  });
  const forecast = createOutputForecast();
  const rates = createRateBook({
    ...deps,
    ownLimits: (id) => chain().find(({ target }) => target.providerId === id) ?? {},
    estimate(target, request): Estimate {
      const input = estimator.inputTokens(request, target).tokens;
      const output = Math.min(forecast.likelyMax(target), request.outputTokensMax ?? Infinity);
      return { input, output };
    },
  });
  return {
    rates,
    purse: {
      has: (target, cost) => budget.has(familyOf(target), cost),
      take: (target, cost) => budget.take(familyOf(target), cost),
      left: (target) => budget.left(familyOf(target)),
      max: () => options().budget.tokensMax,
    },
    layers: {
      throttle: throttleLayer({
        ...{ ...deps, budget, familyOf, throttle: createSelfThrottle(clock) },
        options: () => options().budget,
      }),
      bulkhead: bulkheadLayer({ ...deps, slots, usualFirstTokenMs: deps.latency.usualMs }),
      rateGate: rateGateLayer({ ...deps, rates, forecast }),
    },
  };
}
