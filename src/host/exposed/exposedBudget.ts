/*
 * What other extensions may spend through our models in a day, over all windows together: looked at
 * before a question is sent, counted from what the engine settles. What is under way when the limit
 * is reached is finished, so it can be passed by that much. The person's own limits hold as well:
 * those are the engine's part.
 */
import type { Clock, Disposable, FactStore, JournalEvent } from '../../core/index.ts';
import { localDay } from '../spend/localDay.ts';

const KIND = 'external-spend';

export type ExposedBudget = Disposable & {
  /** Micro-dollars of today, of all windows. */
  readonly spentUsdMicros: () => Promise<number>;
  /** The limit, where it is reached. */
  readonly reached: () => Promise<number | undefined>;
};

type Deps = {
  readonly clock: Clock;
  readonly facts: FactStore;
  readonly windowId: string;
  /** Zero is no limit. */
  readonly limitUsdMicros: () => number;
  readonly onJournal: (fn: (event: JournalEvent) => void) => Disposable;
  readonly log: (message: string) => void;
  /** Whether a request came from outside. */
  readonly isOurs: (turnId: string) => boolean;
};

export function createExposedBudget(deps: Deps): ExposedBudget {
  const { clock, facts, windowId, log } = deps;
  const own = { day: '', usdMicros: 0 };
  const today = (): string => localDay(clock.wallMs());
  const keyOf = (day: string): string => `${day} ${windowId}`;
  const listening = deps.onJournal((event) => {
    if (event.type !== 'spend-settled' || !deps.isOurs(event.turnId)) return;
    const day = today();
    if (own.day !== day) Object.assign(own, { day, usdMicros: 0 });
    own.usdMicros += event.usdMicros;
    const fact = { kind: KIND, key: keyOf(day), wallMs: clock.wallMs() };
    facts
      .keepFact({ ...fact, text: String(own.usdMicros) })
      .catch((error: unknown) => log(`spend of other extensions: ${String(error)}`));
  });
  const spentUsdMicros = async (): Promise<number> => {
    const day = today();
    const mine = own.day === day ? own.usdMicros : 0;
    const all = await facts.factsOf(KIND).catch(() => []);
    const others = all
      .filter(({ key }) => key.startsWith(`${day} `) && key !== keyOf(day))
      .map(({ text }) => Number(text))
      .filter((usdMicros) => Number.isSafeInteger(usdMicros) && usdMicros > 0);
    return others.reduce((sum, usdMicros) => sum + usdMicros, mine);
  };
  return {
    spentUsdMicros,
    async reached() {
      const limit = deps.limitUsdMicros();
      return limit > 0 && (await spentUsdMicros()) >= limit ? limit : undefined;
    },
    dispose: () => listening.dispose(),
  };
}
