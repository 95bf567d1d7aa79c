/*
 * Whether a request is one that a model can take, by what is known of it: its window, images,
 * tools. What is not known fits: the vendor knows better than a guess, and says so.
 * A window counts as too small only where even the low end of the estimate exceeds it.
 */
import { UNKNOWN_FACTS } from '../core/index.ts';
import type {
  Catalog,
  ChatRequest,
  ErrorScope,
  ModelFacts,
  Target,
  TokenEstimator,
} from '../core/index.ts';

export type ModelKnowledge = {
  readonly catalog: Catalog;
  readonly estimator: TokenEstimator;
};

export type Misfit = 'context' | 'vision' | 'tools';

export function factsOf(models: ModelKnowledge | undefined, target: Target): ModelFacts {
  return models?.catalog.get(target) ?? UNKNOWN_FACTS;
}

export function misfitOf(
  models: ModelKnowledge | undefined,
  request: ChatRequest,
  target: Target,
): Misfit | undefined {
  if (models === undefined) return undefined;
  const { vision, tools, contextTokensMax } = models.catalog.get(target);
  if (vision === 'no' && imagesIn(request) > 0) return 'vision';
  if (tools === 'no' && (request.tools?.length ?? 0) > 0) return 'tools';
  if (contextTokensMax === 'unknown') return undefined;
  const { minTokens } = models.estimator.inputTokens(request, target);
  return minTokens > contextTokensMax ? 'context' : undefined;
}

/**
 * Whether another takes what was too long for `tried`: by a window that is known to be larger; by
 * an account of its own where the account's limit per minute was the matter.
 */
export function isRoomier(
  models: ModelKnowledge | undefined,
  request: ChatRequest,
  { other, tried, scope }: Roomier,
): boolean {
  if (scope === 'account') return other.providerId !== tried.providerId;
  const { contextTokensMax: own } = factsOf(models, other);
  if (models === undefined || own === 'unknown') return false;
  const { contextTokensMax: small } = factsOf(models, tried);
  const needed = models.estimator.inputTokens(request, other).tokens;
  return own >= needed && (small === 'unknown' || own > small);
}

type Roomier = { readonly other: Target; readonly tried: Target; readonly scope: ErrorScope };

export function imagesIn({ messages }: ChatRequest): number {
  let count = 0;
  for (const { parts } of messages) for (const { type } of parts) if (type === 'image') count += 1;
  return count;
}
