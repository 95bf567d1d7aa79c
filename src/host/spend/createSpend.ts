/*
 * The person's side of money: which models cost what, which limits hold now, and limits raised for
 * a day or a month. A raise is kept beside the sums, so all windows have it, and ends with its day.
 * Prices come from the catalog; how an unknown one is to be counted is said by the settings. On
 * this computer nobody is asked for a price: what runs here is paid by nobody we know of.
 */
import {
  monthOf,
  targetKey,
  type Clock,
  type Disposable,
  type FactStore,
  type Pricing,
  type SpendLimits,
  type SpendStore,
  type Target,
} from '../../core/index.ts';
import { createSpendBook, type SpendBook } from '../../engine/index.ts';
import type { Knowledge } from '../catalog/createKnowledge.ts';
import type { ProviderSetting, Settings } from '../settings/schema.ts';
import { localDay, nextDayWallMs } from './localDay.ts';

const RAISE = 'budget-raise';

export type Spend = {
  readonly book: SpendBook;
  /** With what they were raised by. */
  readonly limits: () => SpendLimits;
  /** What other windows have spent and raised. Never rejects. */
  readonly refresh: () => Promise<void>;
  /**
   * Raises the limit of the day or the month by itself, as often as `neededUsdMicros` takes. It
   * holds until that day or month is over. Rejects where it cannot be kept.
   */
  readonly raise: (what: 'day' | 'month', neededUsdMicros?: number) => Promise<void>;
  /** Called when sums or limits changed otherwise than by an answer of this window. */
  onChange: () => void;
};

export type SpendDeps = {
  readonly clock: Clock;
  readonly windowId: string;
  readonly settings: () => Settings;
  readonly store: SpendStore;
  readonly facts: FactStore;
  readonly knowledge: Pick<Knowledge, 'catalog' | 'ready'>;
  readonly entryOf: (providerId: string) => ProviderSetting | undefined;
  readonly isLocal: (providerId: string) => boolean;
  readonly log?: (message: string) => void;
};

export function createSpend(deps: SpendDeps): Spend {
  const { clock, facts, settings } = deps;
  const raised = new Map<string, number>();
  const day = (): string => localDay(clock.wallMs());
  const periodOf = (what: 'day' | 'month'): string => (what === 'day' ? day() : monthOf(day()));
  const limitOf = (what: 'day' | 'month'): number => {
    const own = micros(settings()[`budget.${what}`]);
    return own === 0 ? 0 : own + (raised.get(periodOf(what)) ?? 0);
  };
  const limits = (): SpendLimits => ({
    turnUsdMicros: micros(settings()['budget.turn']),
    dayUsdMicros: limitOf('day'),
    monthUsdMicros: limitOf('month'),
    targetUsdMicros: (target) => micros(settings().models[targetKey(target)]?.dayBudget ?? 0),
    onExceed: settings()['budget.onExceed'],
    unknownPrice: settings()['budget.unknownPrice'],
  });
  const tell = (error: unknown): void => deps.log?.(`spend: ${String(error)}`);
  const book = createSpendBook({
    clock,
    windowId: deps.windowId,
    ports: {
      store: deps.store,
      limits,
      pricing: (target) => pricingOf(deps, target),
      dayOf: localDay,
      ready: deps.knowledge.ready,
    },
    onChange: () => changed(),
    onStoreError: tell,
  });
  let midnight: Disposable | undefined;
  const changed = (): void => {
    midnight?.dispose();
    // Only a sum that is shown has to begin anew.
    midnight =
      book.today().usdMicros === 0
        ? undefined
        : clock.after(nextDayWallMs(clock.wallMs()) - clock.wallMs(), changed);
    spend.onChange();
  };
  const readRaises = async (): Promise<void> => {
    for (const { key, text } of await facts.factsOf(RAISE)) {
      const by = Number(text);
      if (Number.isSafeInteger(by) && by > 0) raised.set(key, by);
    }
  };

  const spend: Spend = {
    book,
    limits,
    onChange: () => undefined,
    async refresh() {
      await readRaises().catch(tell);
      await book.refresh();
    },
    async raise(what, neededUsdMicros = 0) {
      await readRaises();
      const step = micros(settings()[`budget.${what}`]);
      if (step === 0) return;
      const missing = Math.max(1, neededUsdMicros - limitOf(what));
      const key = periodOf(what);
      const by = (raised.get(key) ?? 0) + Math.ceil(missing / step) * step;
      raised.set(key, by);
      await facts.keepFact({ kind: RAISE, key, wallMs: clock.wallMs(), text: String(by) });
      changed();
    },
  };
  return spend;
}

/** Settings say dollars. */
function micros(usd: number): number {
  return Math.round(usd * 1_000_000);
}

function pricingOf({ entryOf, knowledge, settings, isLocal }: SpendDeps, target: Target): Pricing {
  const { providerId } = target;
  const kind = entryOf(providerId)?.kind;
  // Models of other extensions are paid for there, and not by what we could count.
  if (kind === 'simulated' || kind === 'vscode.lm') return { how: 'free' };
  const { price } = knowledge.catalog.get(target);
  if (price === 'unknown') {
    const isSaid = settings().models[targetKey(target)]?.uncounted === true;
    return { how: 'unknown', mustAsk: !isSaid && !isLocal(providerId) };
  }
  const { inputUsdMicrosPerMillion: input, outputUsdMicrosPerMillion: output } = price;
  return input === 0 && output === 0 ? { how: 'free' } : { how: 'tokens', price };
}
