/*
 * Everything the dashboard shows, as figures: folded from the journals of thirty days, the ledger
 * of what was spent, and how each member of the chain is doing now. Pure, and without words.
 * A simulated answer says nothing of real providers: each kind is shown while the chain is of it.
 */
import { targetKey } from '../../core/index.ts';
import type { SpendSum, Target } from '../../core/index.ts';
import type { AskedTry, AskedTurn, ModelChange } from './askedTurn.ts';
import { availabilityOf, type Availability } from './availability.ts';
import { costsOf, type Costs } from './costs.ts';
import { firstWords, isItsFailure, modelFigures, percentilesOf } from './modelFigures.ts';
import type { ModelFigures, Percentiles } from './modelFigures.ts';
import { DAY_MS, hoursOf, timelineOf, type Hour, type Stretch } from './timeline.ts';

export type DashboardInput = {
  readonly turns: readonly AskedTurn[];
  /** In the order they are asked. */
  readonly chain: readonly { readonly target: Target; readonly isPaused: boolean }[];
  /** Of the months that the span touches, all windows together. */
  readonly spent: readonly SpendSum[];
  readonly nowMs: number;
  /** `2026-08-22`, by the person's calendar. */
  readonly dayOf: (wallMs: number) => string;
  readonly isSimulated: (target: Target) => boolean;
};

export type DayFigures = {
  readonly target: Target;
  readonly timeline: readonly Stretch[];
  readonly hours: readonly Hour[];
  readonly firstMs: Percentiles | undefined;
  /** Tries that ended, one way or the other. */
  readonly ended: number;
  readonly failed: number;
  /** The newest first. */
  readonly lastErrors: readonly AskedTry[];
  readonly usdMicrosToday: number;
};

export type DashboardData = {
  readonly days: readonly DayFigures[];
  readonly week: Availability;
  readonly month: Availability;
  readonly costs: Costs;
  /** What all windows booked in the same seven days. */
  readonly bookedUsdMicros: number;
  readonly models: readonly ModelFigures[];
  /** The newest first. */
  readonly changes: readonly ModelChange[];
};

export const SPAN_DAYS = 30;
const WEEK_DAYS = 7;
const ERRORS_MAX = 5;
const CHANGES_MAX = 20;

export function dashboardData(input: DashboardInput): DashboardData {
  const { chain, spent, nowMs, dayOf, isSimulated } = input;
  const isTrial = chain.length > 0 && chain.every(({ target }) => isSimulated(target));
  const isMeant = (target: Target): boolean => isSimulated(target) === isTrial;
  const isShown = ({ tries, first }: AskedTurn): boolean =>
    (first === undefined || isMeant(first)) && tries.every(({ target }) => isMeant(target));
  const since = (days: number): number => nowMs - days * DAY_MS;
  const month = input.turns.filter((turn) => turn.wallMs >= since(SPAN_DAYS) && isShown(turn));
  const week = month.filter(({ wallMs }) => wallMs >= since(WEEK_DAYS));
  const day = month.filter(({ wallMs }) => wallMs >= since(1));
  const daysOfWeek = new Set(
    Array.from({ length: WEEK_DAYS }, (_, back) => dayOf(nowMs - back * DAY_MS)),
  );
  const byKey = grouped(month.flatMap(({ tries }) => tries));
  const ofDay = grouped(day.flatMap(({ tries }) => tries));
  const skips = grouped(day.flatMap((turn) => turn.skips));
  const sumOf = (isWanted: (sum: SpendSum) => boolean): number =>
    spent.filter(isWanted).reduce((sum, { usdMicros }) => sum + usdMicros, 0);
  return {
    days: chain.map(({ target, isPaused }) => {
      const key = targetKey(target);
      const tries = ofDay.get(key) ?? [];
      const failed = tries.filter(isItsFailure).length;
      const finished = tries.filter(({ outcome }) => outcome === 'finished').length;
      return {
        target,
        timeline: timelineOf({ tries, skips: skips.get(key) ?? [] }, nowMs, isPaused),
        hours: hoursOf({ tries }, nowMs),
        firstMs: percentilesOf(firstWords(tries)),
        ...{ ended: finished + failed, failed },
        lastErrors: (byKey.get(key) ?? []).filter(isItsFailure).slice(-ERRORS_MAX).toReversed(),
        usdMicrosToday: sumOf((sum) => sum.target === key && sum.day === dayOf(nowMs)),
      };
    }),
    week: availabilityOf(week, month),
    month: availabilityOf(month),
    costs: costsOf(week),
    bookedUsdMicros: sumOf((sum) => daysOfWeek.has(sum.day)),
    models: modelFigures(month),
    changes: month
      .flatMap(({ changes }) => changes)
      .slice(-CHANGES_MAX)
      .toReversed(),
  };
}

function grouped<T extends { readonly key: string }>(
  all: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const known = groups.get(one.key);
    if (known === undefined) groups.set(one.key, [one]);
    else known.push(one);
  }
  return groups;
}
