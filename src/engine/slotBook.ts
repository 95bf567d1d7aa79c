/*
 * The places at each account: who holds one, who waits for one, and who is next. Premium lanes keep
 * one of two or more places for themselves; at a single one best effort goes while nobody premium
 * waits. Probes have a place of their own. The queue is bounded, best effort is shed first.
 * Next is who came first, where a rank higher counts as having come `rankMs` earlier: so premium
 * passes best effort, but not for ever, and within a lane it is first come, first served.
 * A place is given and given back synchronously; whoever waits hears of it by the bell.
 */
import type { Clock, Lane, ProviderId } from '../core/index.ts';
import type { Changes } from './changes.ts';
import { isBestEffort, ranksBehind } from './lanes.ts';
import { createLimiter, type Limiter, type LimiterShape, type LimitMove } from './limiter.ts';

export type SlotFigures = {
  readonly inUse: number;
  readonly limit: number;
  /** Who waits in front; for a ticket that is not in the queue, who waits at all. */
  readonly ahead: number;
};

export interface Ticket {
  /** `shed`: the queue was full. `left`: given back, or never taken. */
  readonly state: 'held' | 'waiting' | 'shed' | 'left';
  figures(): SlotFigures;
  /** Its answer is whole: the place is free, and the account did well. */
  succeeded(): LimitMove | undefined;
  /** It was told that too much is asked at once. The place is still held. */
  crowded(): LimitMove | undefined;
  /** Give the place or the wait up. Idempotent, synchronous. */
  leave(): void;
}

export interface SlotBook {
  enter(providerId: ProviderId, lane: Lane): Ticket;
  /** An hour may have given places back; told, so that it can be noted. */
  recovered(providerId: ProviderId): LimitMove | undefined;
}

export type SlotDeps = {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly shapeOf: (providerId: ProviderId) => LimiterShape;
  readonly options: () => { readonly queueMax: number; readonly rankMs: number };
};

type Entry = {
  readonly lane: Lane;
  /** When it counts as having come. */
  readonly cameAtMs: number;
  state: Ticket['state'];
  startedAtMs: number;
};
type Account = { readonly limiter: Limiter; readonly held: Set<Entry>; readonly queue: Entry[] };

export function createSlotBook(deps: SlotDeps): SlotBook {
  const { clock, changes, options, shapeOf } = deps;
  const accounts = new Map<ProviderId, Account>();
  const of = (providerId: ProviderId): Account => {
    const known = accounts.get(providerId);
    if (known !== undefined) return known;
    const limiter = createLimiter(clock, () => shapeOf(providerId));
    const account = { limiter, held: new Set<Entry>(), queue: [] };
    accounts.set(providerId, account);
    return account;
  };
  /** Give out what is free; how many were served. */
  const serve = (account: Account): number => {
    for (let served = 0; ; served += 1) {
      const index = account.queue.findIndex(({ lane }) => hasPlace(account, lane));
      const [next] = index < 0 ? [] : account.queue.splice(index, 1);
      if (next === undefined) return served;
      next.state = 'held';
      next.startedAtMs = clock.nowMs();
      account.held.add(next);
    }
  };
  const leave = (account: Account, entry: Entry): void => {
    if (entry.state !== 'held' && entry.state !== 'waiting') return;
    if (!account.held.delete(entry)) account.queue.splice(account.queue.indexOf(entry), 1);
    entry.state = 'left';
    if (serve(account) > 0) changes.ring();
  };
  const shed = (account: Account): void => {
    if (account.queue.length <= options().queueMax) return;
    const worst = account.queue.findLast(({ lane }) => isBestEffort(lane)) ?? account.queue.at(-1);
    if (worst === undefined) return;
    account.queue.splice(account.queue.indexOf(worst), 1);
    worst.state = 'shed';
    changes.ring();
  };

  return {
    recovered: (providerId) => of(providerId).limiter.recovered(),
    enter(providerId, lane) {
      const account = of(providerId);
      const cameAtMs = clock.nowMs() + ranksBehind(lane) * options().rankMs;
      const entry: Entry = { lane, cameAtMs, state: 'waiting', startedAtMs: clock.nowMs() };
      const behind = account.queue.findIndex((other) => other.cameAtMs > cameAtMs);
      account.queue.splice(behind < 0 ? account.queue.length : behind, 0, entry);
      // More places may have been set meanwhile: others may be served as well.
      const served = serve(account) - (entry.state === 'waiting' ? 0 : 1);
      if (served > 0) changes.ring();
      shed(account);
      return {
        get state() {
          return entry.state;
        },
        figures() {
          const at = account.queue.indexOf(entry);
          const ahead = at < 0 ? account.queue.length : at;
          return { inUse: inUse(account, lane), limit: limitOf(account, lane), ahead };
        },
        succeeded() {
          if (entry.state !== 'held') return undefined;
          const move =
            lane === 'probe' ? undefined : account.limiter.succeeded(inUse(account, lane));
          leave(account, entry);
          return move;
        },
        crowded: () =>
          entry.state === 'held' ? account.limiter.crowded(entry.startedAtMs) : undefined,
        leave: () => leave(account, entry),
      };
    },
  };
}

const PROBES_MAX = 1;

function limitOf({ limiter }: Account, lane: Lane): number {
  return lane === 'probe' ? PROBES_MAX : limiter.limit;
}

/** Places of its kind that are taken. */
function inUse({ held }: Account, lane: Lane): number {
  const isProbe = lane === 'probe';
  let count = 0;
  for (const entry of held) if ((entry.lane === 'probe') === isProbe) count += 1;
  return count;
}

function hasPlace(account: Account, lane: Lane): boolean {
  const limit = limitOf(account, lane);
  if (inUse(account, lane) >= limit) return false;
  if (!isBestEffort(lane)) return true;
  let bestEffort = 0;
  for (const entry of account.held) if (isBestEffort(entry.lane)) bestEffort += 1;
  return bestEffort < Math.max(1, limit - 1);
}
