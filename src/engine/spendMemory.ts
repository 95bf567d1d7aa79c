/*
 * What a window remembers of money: its own amounts, what it has put aside for attempts that run,
 * and the sums of all others as they were read last. Plain memory: it waits for nothing.
 * Promise: what is put aside for an attempt counts until it is settled, and an attempt is settled
 * once. It knows no limit by itself; whoever asks hands over the limits that hold.
 */
import { addSum, asSum, isUnder, sumOf } from '../core/index.ts';
import type {
  AttemptId,
  BudgetFacts,
  SpendEntry,
  SpendSum,
  StoredCap,
  TurnId,
} from '../core/index.ts';

/** Turns whose sums are remembered for the limit of one question. */
const TURNS_MAX = 200;
const ENDED_MAX = 2_000;

export type Cap = { readonly what: StoredCap['what'] | 'turn'; readonly usdMicros: number };
export type Need = Required<Pick<BudgetFacts, 'what' | 'limitUsdMicros' | 'neededUsdMicros'>>;

export type SpendMemory = {
  /** By day and target: settled, put aside, and of others. */
  all(): readonly SpendSum[];
  /** What is put aside for a running attempt. */
  asideFor(attemptId: AttemptId): SpendEntry | undefined;
  putAside(turnId: TurnId, entry: SpendEntry): void;
  giveBack(attemptId: AttemptId): void;
  /** False: it was settled before. */
  settle(turnId: TurnId, entry: SpendEntry): boolean;
  /** What `entry`, in place of what is put aside for it, would come to under each limit. */
  needs(turnId: TurnId, entry: SpendEntry, caps: readonly Cap[]): readonly Need[];
  /** The sums of others, read anew. */
  takeOthers(sums: readonly SpendSum[]): void;
};

export function createSpendMemory(): SpendMemory {
  let others: readonly SpendSum[] = [];
  const own = new Map<string, SpendSum>();
  const aside = new Map<AttemptId, { readonly entry: SpendEntry; readonly turnId: TurnId }>();
  const ended = new Set<AttemptId>();
  const turns = new Map<TurnId, number>();

  const all = (): readonly SpendSum[] => {
    const sums = new Map<string, SpendSum>();
    for (const sum of [...others, ...own.values()]) addSum(sums, sum);
    for (const { entry } of aside.values()) addSum(sums, asSum(entry));
    return [...sums.values()];
  };
  const asideFor = (attemptId: AttemptId): SpendEntry | undefined => aside.get(attemptId)?.entry;

  const turnSum = (turnId: TurnId): number => {
    const running = [...aside.values()].filter((one) => one.turnId === turnId);
    return running.reduce((sum, { entry }) => sum + entry.usdMicros, turns.get(turnId) ?? 0);
  };

  return {
    all,
    asideFor,
    putAside: (turnId, entry) => void aside.set(entry.attemptId, { entry, turnId }),
    giveBack: (attemptId) => void aside.delete(attemptId),
    settle(turnId, entry) {
      const { attemptId, usdMicros, isUnknown } = entry;
      if (ended.has(attemptId)) return false;
      ended.add(attemptId);
      trim(ended, ENDED_MAX);
      aside.delete(attemptId);
      if (usdMicros > 0 || isUnknown) addSum(own, asSum(entry));
      turns.set(turnId, (turns.get(turnId) ?? 0) + usdMicros);
      trim(turns, TURNS_MAX);
      return true;
    },
    needs(turnId, entry, caps) {
      const before = asideFor(entry.attemptId)?.usdMicros ?? 0;
      const more = entry.usdMicros - before;
      // Not merged: with many running attempts that would cost more than the sum itself.
      const running = Array.from(aside.values(), (one) => asSum(one.entry));
      const sums = [...others, ...own.values(), ...running];
      return caps.map(({ what, usdMicros }) => {
        const sum =
          what === 'turn'
            ? turnSum(turnId)
            : sumOf(sums, (one) => isUnder(what, one, entry)).usdMicros;
        return { what, limitUsdMicros: usdMicros, neededUsdMicros: sum + more };
      });
    },
    takeOthers(sums) {
      others = sums;
    },
  };
}

/** Forgets the oldest where there are more than `max`. */
function trim<K>(
  kept: { readonly size: number; keys(): Iterator<K>; delete(key: K): boolean },
  max: number,
): void {
  const oldest = kept.keys().next();
  if (kept.size > max && oldest.done !== true) kept.delete(oldest.value);
}
