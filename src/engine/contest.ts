/*
 * Who is asked besides the first, and when: nobody (`failover`, `balanced`), a second one once the
 * first has taken as long as it rarely does (`hedged`), or all at once (`race`).
 * Only those that are well, of another family and upstream for a hedge, and of a price that is
 * known and below the cap; never a local model that must load first, nor what the host forbids.
 * A question that is picked for one model, a trial and everything behind a failure are asked alone.
 */
import { costOf } from '../core/index.ts';
import type { ChatRequest, Provider, RequestCall, Target } from '../core/index.ts';
import type { Candidate } from './candidates.ts';
import type { Ask, Decision, DecisionDeps } from './decision.ts';
import type { HedgeBucket } from './hedgeBucket.ts';
import type { Journey } from './journey.ts';
import { isPremium } from './options.ts';
import type { RoutingOptions } from './options/routing.ts';

/** Until it is learned: among the p95s of hosted models, 1.1 to 2.9 s (engine page, D). */
const FIRST_TOKEN_MS = 2_000;
const ANSWER_TOKENS = 1_000;

export type ContestDeps = DecisionDeps & {
  readonly routing: () => RoutingOptions;
  readonly bucket: HedgeBucket;
  /** The 95th percentile of its time to the first token, where it is learned. */
  readonly firstTokenP95Ms?:
    | ((target: Target, request: ChatRequest) => number | undefined)
    | undefined;
  /** Whether it may be asked beside others at all. */
  readonly mayRace?: ((target: Target) => boolean) | undefined;
};

export type Contest = {
  readonly rule: 'hedge' | 'race';
  readonly afterMs: number;
  readonly others: readonly Candidate[];
};

type Opening = {
  readonly step: Ask;
  readonly decision: Decision;
  readonly journey: Journey;
};

export function contestFor(
  deps: ContestDeps,
  call: RequestCall,
  { step, decision, journey }: Opening,
): Contest | undefined {
  const { strategy, hedgeMinMs } = deps.routing();
  if (strategy !== 'hedged' && strategy !== 'race') return undefined;
  const { target, isPicked } = step.candidate;
  const isOpening = journey.failures.length === 0 && !step.isTrial && !isPicked;
  if (!isOpening || !isPremium(call.lane) || deps.mayRace?.(target) === false) return undefined;
  const others = decision.well.filter((other) => mayJoin(deps, call, other));
  if (others.length === 0) return undefined;
  if (strategy === 'race') return { rule: 'race', afterMs: 0, others };
  const second = others.find((other) => isElsewhere(deps, target, other.target));
  if (second === undefined) return undefined;
  const afterMs = Math.max(
    hedgeMinMs,
    deps.firstTokenP95Ms?.(target, call.request) ?? FIRST_TOKEN_MS,
  );
  return { rule: 'hedge', afterMs, others: [second] };
}

function mayJoin(deps: ContestDeps, call: RequestCall, { target, reduced }: Candidate): boolean {
  return reduced === undefined && isFree(deps, target) && isCheap(deps, call, target);
}

/** A second copy of a large model would only take memory from the first. */
function isFree({ providerOf, mayRace }: ContestDeps, target: Target): boolean {
  const provider = providerOf(target.providerId);
  if (provider === undefined || mayRace?.(target) === false) return false;
  return !provider.isLocal || provider.isLoaded(target.modelId) === true;
}

function isCheap(
  { models, routing, providerOf }: ContestDeps,
  { request }: RequestCall,
  target: Target,
): boolean {
  const { hedgeCostMaxUsdMicros } = routing();
  const isHere = providerOf(target.providerId)?.isLocal === true;
  if (hedgeCostMaxUsdMicros === 0 || isHere) return true;
  const price = models?.catalog.get(target).price;
  if (models === undefined || price === undefined || price === 'unknown') return false;
  const inputTokens = models.estimator.inputTokens(request, target).tokens;
  const outputTokens = Math.min(request.outputTokensMax ?? Infinity, ANSWER_TOKENS);
  return costOf(price, { inputTokens, outputTokens }).usdMicros <= hedgeCostMaxUsdMicros;
}

function isElsewhere({ providerOf }: ContestDeps, a: Target, b: Target): boolean {
  const [one, two] = [providerOf(a.providerId), providerOf(b.providerId)];
  if (one === undefined || two === undefined || one.family === two.family) return false;
  return upstreamOf(one, a) !== upstreamOf(two, b);
}

const upstreamOf = (provider: Provider, { modelId }: Target): string => provider.upstream(modelId);
