/*
 * What was spent and what is put aside, over all windows. Whether a limit has room is decided by
 * the store, in one step that no other window can come between, awaited a quarter of a second; then
 * this window's memory decides and says so. The turn's limit is memory's alone: a turn lives in one
 * window. An amount belongs to the day on which its attempt began.
 */
import { monthOf, sumOf, targetKey } from '../core/index.ts';
import type {
  BudgetFacts,
  Clock,
  SpendEntry,
  SpendPorts,
  SpendSum,
  SpendTotal,
  StoredCap,
  TargetCall,
  WindowId,
} from '../core/index.ts';
import type { Bill } from './spendMeter.ts';
import { createSpendMemory, type Cap, type Need, type SpendMemory } from './spendMemory.ts';
import { within } from './within.ts';

const STORE_WAIT_MS = 250;
/** Prices are read from disk once; whoever asks in the first moments waits for them so long. */
const READY_WAIT_MS = 2_000;

export type SpendBookDeps = {
  readonly clock: Clock;
  readonly windowId: WindowId;
  readonly ports: SpendPorts;
  /** The sums of other windows were read. */
  readonly onChange: () => void;
  readonly onStoreError: (error: unknown) => void;
};

export type Admission =
  | { readonly refused: BudgetFacts }
  | { readonly refused?: never; readonly by: 'store' | 'memory' };

export type SpendBook = {
  readonly ports: SpendPorts;
  /** Resolves when prices are known, or have been waited for long enough. */
  ready(): Promise<void>;
  /** Put `usdMicros` aside for an attempt, if every limit has room for it. */
  admit(call: TargetCall, usdMicros: number): Promise<Admission>;
  /** The attempt has come to `usdMicros`: the limit that this exceeds, if any. */
  grow(call: TargetCall, usdMicros: number): BudgetFacts | undefined;
  /** What is put aside for a running attempt, micro-dollars. */
  asideFor(call: TargetCall): number;
  /** Counts once per attempt; later calls are dropped. True: it counted. */
  settle(call: TargetCall, bill: Bill, day: string): boolean;
  /** Today, by the person's calendar. */
  day(): string;
  today(): SpendTotal;
  month(): SpendTotal;
  /** Of the month that is running, by day and target. */
  sums(): readonly SpendSum[];
  /** Read what other windows have booked. Never rejects. */
  refresh(): Promise<void>;
};

export function createSpendBook(deps: SpendBookDeps): SpendBook {
  const { clock, windowId, ports, onStoreError } = deps;
  const { store } = ports;
  const memory = createSpendMemory();
  const day = (): string => ports.dayOf(clock.wallMs());
  const isThisMonth = (sum: SpendSum): boolean => monthOf(sum.day) === monthOf(day());
  const refresh = async (): Promise<void> => {
    try {
      memory.takeOthers(await store.spendOf(monthOf(day()), windowId));
      deps.onChange();
    } catch (error) {
      onStoreError(error);
    }
  };
  return {
    ...limiting({ ...deps, memory, day, refresh }),
    ports,
    async ready() {
      await within(clock, READY_WAIT_MS, ports.ready());
    },
    day,
    today: () => sumOf(memory.all(), (sum) => sum.day === day()),
    month: () => sumOf(memory.all(), isThisMonth),
    sums: () => memory.all().filter(isThisMonth),
    refresh,
  };
}

type Parts = SpendBookDeps & Pick<SpendBook, 'day' | 'refresh'> & { readonly memory: SpendMemory };

function limiting(parts: Parts): Pick<SpendBook, 'admit' | 'grow' | 'asideFor' | 'settle'> {
  const { clock, windowId, ports, memory, day, onStoreError } = parts;
  const { store } = ports;
  const keep = (entry: SpendEntry): void =>
    void store.keepSpend(entry).catch((error: unknown) => onStoreError(error));

  /** The store was too slow, or failed: what this window knows has to do. */
  function admitFromMemory(call: TargetCall, entry: SpendEntry): Admission {
    const refused = memory.needs(call.turnId, entry, capsOf(call, ports)).find(isTooMuch);
    if (refused !== undefined) memory.giveBack(entry.attemptId);
    // It may be booked or refused there later than was waited for; this comes behind it.
    keep(refused === undefined ? entry : { ...entry, usdMicros: 0 });
    return refused === undefined ? { by: 'memory' } : { refused };
  }

  return {
    async admit(call, usdMicros) {
      const entry = entryOf(call, { windowId, day: day(), usdMicros });
      const caps = capsOf(call, ports);
      const turn = memory.needs(call.turnId, entry, caps.filter(isOfTurn)).find(isTooMuch);
      if (turn !== undefined) return { refused: turn };
      // Counted before the store answers: two attempts of one moment see each other.
      memory.putAside(call.turnId, entry);
      const reserving = store.reserveSpend(entry, caps.filter(isStored));
      const told = await within(clock, STORE_WAIT_MS, reserving);
      if (told === undefined) return admitFromMemory(call, entry);
      if (told.value === undefined) return { by: 'store' };
      const { what, usdMicros: limitUsdMicros, sumUsdMicros: neededUsdMicros } = told.value;
      memory.giveBack(call.attemptId);
      void parts.refresh();
      return { refused: { what, limitUsdMicros, neededUsdMicros } };
    },
    grow(call, usdMicros) {
      const aside = memory.asideFor(call.attemptId);
      if (aside === undefined || usdMicros <= aside.usdMicros) return undefined;
      const needs = memory.needs(call.turnId, { ...aside, usdMicros }, capsOf(call, ports));
      const refused = needs.find(isTooMuch);
      if (refused !== undefined) return { ...refused, midAnswer: true };
      // In steps, so that a long answer is some writes and not one for each word.
      const room = Math.min(...needs.map((need) => need.limitUsdMicros - need.neededUsdMicros));
      const ahead = Math.floor(Math.min(usdMicros / 4, room / 2));
      const grown = { ...aside, usdMicros: usdMicros + ahead };
      memory.putAside(call.turnId, grown);
      keep(grown);
      return undefined;
    },
    asideFor: ({ attemptId }) => memory.asideFor(attemptId)?.usdMicros ?? 0,
    settle(call, bill, onDay) {
      const aside = memory.asideFor(call.attemptId);
      const { usdMicros } = bill;
      const entry = { ...entryOf(call, { windowId, day: onDay, usdMicros }), ...bill };
      if (!memory.settle(call.turnId, entry)) return false;
      if (aside !== undefined || usdMicros > 0 || bill.isUnknown) keep(entry);
      return true;
    },
  };
}

const isTooMuch = (need: Need): boolean => need.neededUsdMicros > need.limitUsdMicros;
const isOfTurn = ({ what }: Cap): boolean => what === 'turn';
const isStored = (cap: Cap): cap is StoredCap => cap.what !== 'turn';

function capsOf({ target }: TargetCall, { limits }: SpendPorts): readonly Cap[] {
  const { turnUsdMicros, dayUsdMicros, monthUsdMicros, targetUsdMicros } = limits();
  const caps: readonly Cap[] = [
    { what: 'turn', usdMicros: turnUsdMicros },
    { what: 'target', usdMicros: targetUsdMicros(target) },
    { what: 'day', usdMicros: dayUsdMicros },
    { what: 'month', usdMicros: monthUsdMicros },
  ];
  return caps.filter(({ usdMicros }) => usdMicros > 0);
}

function entryOf(
  { attemptId, target }: TargetCall,
  of: Pick<SpendEntry, 'windowId' | 'day' | 'usdMicros'>,
): SpendEntry {
  return { attemptId, ...of, target: targetKey(target), isEstimated: true, isUnknown: false };
}
