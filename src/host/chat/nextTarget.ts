/*
 * Who else could answer a question that failed: offered by name beside the cause, and asked only
 * when the person presses it. Backups that are well come first, then those the person uses only
 * when they choose them; whoever was tried, is paused or needs help is never offered, nor anybody
 * that the conversation may not reach. For a question that was too long: only a larger window.
 */
import { outOfBounds, sameTarget } from '../../core/index.ts';
import type { ChainEntry, Engine, ModelFacts, PrivacyBounds, Target } from '../../core/index.ts';

export type NextDeps = {
  readonly chain: readonly ChainEntry[];
  readonly status: Engine['status'];
  readonly factsOf: (target: Target) => Pick<ModelFacts, 'contextTokensMax'>;
  readonly limits: PrivacyBounds;
};

export function nextTarget(
  deps: NextDeps,
  tried: readonly Target[],
  wanted: 'any' | 'larger',
): Target | undefined {
  const { chain, status, limits } = deps;
  const fitting = chain.filter(
    ({ target, enabled, hasKey, tier, isLocal }) =>
      enabled &&
      hasKey &&
      !tried.some((other) => sameTarget(other, target)) &&
      outOfBounds({ tier, isLocal }, limits) === undefined &&
      status(target).state === 'working' &&
      (wanted === 'any' || isLarger(deps, target, tried)),
  );
  return (fitting.find(({ armed }) => armed) ?? fitting[0])?.target;
}

/** By what is known; where one of the windows is not, nothing is promised. */
function isLarger({ factsOf }: NextDeps, target: Target, tried: readonly Target[]): boolean {
  const own = factsOf(target).contextTokensMax;
  return (
    own !== 'unknown' &&
    tried.every((other) => {
      const { contextTokensMax } = factsOf(other);
      return contextTokensMax !== 'unknown' && own > contextTokensMax;
    })
  );
}
