/*
 * Which silence is too long for a given target, from settings alone: the static defaults of
 * engine page A5. The learned limits of a later issue replace this function and nothing else.
 * A person's own limit for a provider replaces the general one, the headers limit included.
 * Local targets have no headers limit, and a longer first-token limit unless the model is loaded.
 * Where nobody else could be asked, the headers limit gives way to the first-token limit: giving up
 * early helps only where it leads to an answer.
 */
import { sameTarget } from '../core/index.ts';
import type { Chain, Provider, ProviderId, TargetCall } from '../core/index.ts';
import type { TimeoutOptions } from './options.ts';
import type { SilenceLimits } from './timeouts.ts';

export type LimitDeps = {
  readonly options: () => TimeoutOptions;
  readonly chain: Chain;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
};

export function silenceLimits(deps: LimitDeps, call: TargetCall): SilenceLimits {
  const { target } = call;
  const options = deps.options();
  const provider = deps.providerOf(target.providerId);
  const entries = deps.chain().filter((entry) => entry.target.providerId === target.providerId);
  const own = entries.find((entry) => sameTarget(entry.target, target)) ?? entries[0];
  const isLocal = provider?.isLocal ?? false;
  const mustLoad = isLocal && provider?.isLoaded(target.modelId) !== true;
  const general = mustLoad ? options.firstTokenLocalMs : options.firstTokenMs;
  const hasOwn = own?.firstTokenMs !== undefined;
  // The router gives endless patience to a target without an alternative, and to no other.
  const isAlone = call.patienceMs === Infinity;
  return {
    headersMs: isLocal || hasOwn || isAlone ? Infinity : noneIfZero(options.headersMs),
    firstTokenMs: noneIfZero(own?.firstTokenMs ?? general),
    stallMs: noneIfZero(own?.stallMs ?? options.stallMs),
  };
}

function noneIfZero(ms: number): number {
  return ms === 0 ? Infinity : ms;
}
