/*
 * What was noted in this window while turns were asked, by turn: what *why* and receipts are made
 * of. Costs are worked out with the prices known when somebody first looks after an attempt ended,
 * and then stay: prices change, what was paid does not.
 * Bounded in turns (the oldest go) and in events of one turn (its middle goes, and is counted).
 */
import { costOf } from '../../core/index.ts';
import type { Cost, JournalEvent, ModelPrice, Target, TurnJournal } from '../../core/index.ts';

const TURNS_MAX = 200;
const FIRST_MAX = 150;
const LAST_MAX = 150;

export type TurnJournals = {
  readonly note: (event: JournalEvent) => void;
  readonly of: (turnId: string) => TurnJournal | undefined;
  /** Of turns of an earlier window; what this one has noted itself wins. */
  readonly remember: (journals: ReadonlyMap<string, TurnJournal>) => void;
};

type PriceOf = (target: Target) => 'unknown' | ModelPrice;

export function createTurnJournals(priceOf: PriceOf): TurnJournals {
  const kept = new Map<string, TurnJournal>();
  const keep = (turnId: string, journal: TurnJournal): void => {
    kept.set(turnId, journal);
    const oldest = kept.keys().next().value;
    if (kept.size > TURNS_MAX && oldest !== undefined) kept.delete(oldest);
  };
  return {
    note(event) {
      if (!('turnId' in event)) return;
      const { events, leftOut, costs } = kept.get(event.turnId) ?? EMPTY;
      const all = [...events, event];
      const isLong = all.length > FIRST_MAX + LAST_MAX;
      keep(event.turnId, {
        events: isLong ? all.toSpliced(FIRST_MAX, 1) : all,
        leftOut: isLong ? leftOut + 1 : leftOut,
        costs,
      });
    },
    of(turnId) {
      const journal = kept.get(turnId);
      if (journal === undefined) return undefined;
      const costs = costsOf(journal, priceOf);
      if (costs === journal.costs) return journal;
      const priced = { ...journal, costs };
      kept.set(turnId, priced);
      return priced;
    },
    remember(found) {
      for (const [turnId, journal] of found) if (!kept.has(turnId)) keep(turnId, journal);
    },
  };
}

const EMPTY: TurnJournal = { events: [], leftOut: 0, costs: {} };

/** The same object where nothing is to be added. */
function costsOf({ events, costs }: TurnJournal, priceOf: PriceOf): TurnJournal['costs'] {
  const more = events.flatMap((event): (readonly [string, Cost])[] => {
    if (event.type !== 'attempt-ended' || event.usage === undefined) return [];
    if (costs[event.attemptId] !== undefined) return [];
    const said = event.usage.costUsdMicros;
    if (said !== undefined) return [[event.attemptId, { usdMicros: said, isEstimated: false }]];
    const price = priceOf(event.target);
    return price === 'unknown' ? [] : [[event.attemptId, costOf(price, event.usage)]];
  });
  return more.length === 0 ? costs : { ...costs, ...Object.fromEntries(more) };
}
