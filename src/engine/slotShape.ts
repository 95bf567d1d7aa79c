/*
 * How many calls at a time a provider may be asked, as it is set: its own limit where there is one,
 * else the general one. On this computer the number is fixed, for memory does not grow; elsewhere
 * it is where the limiter begins, and a provider's own limit is its ceiling.
 */
import type { Chain, Provider, ProviderId } from '../core/index.ts';
import type { LimiterShape } from './limiter.ts';
import type { LaneOptions } from './options/lanes.ts';

export type ShapeDeps = {
  readonly chain: Chain;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
  readonly options: () => LaneOptions;
};

/** What is found by trying does not grow beyond this. */
const SLOTS_MAX = 64;

export function slotShape(deps: ShapeDeps, providerId: ProviderId): LimiterShape {
  const { slots, slotsLocal } = deps.options();
  const own = deps.chain().find(({ target }) => target.providerId === providerId)?.concurrency;
  if (deps.providerOf(providerId)?.isLocal === true) {
    const fixed = own ?? noneIfZero(slotsLocal);
    return { start: fixed, max: fixed, isFixed: true };
  }
  const start = noneIfZero(slots);
  const max = own ?? Math.max(SLOTS_MAX, start);
  return { start: Math.min(start, max), max, isFixed: false };
}

function noneIfZero(slots: number): number {
  return slots === 0 ? Infinity : slots;
}
