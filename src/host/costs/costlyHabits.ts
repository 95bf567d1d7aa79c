/*
 * Habits that cost more than asking one after the other, and the rule that none of them acts before
 * the person has seen what it costs: a setting alone does not switch it on. Until then, and after a
 * refusal, the settings in force hold the plain way in its place.
 * What was agreed to is kept on this computer and ends when the setting leaves the habit.
 */
import type { Clock, Fact, FactStore } from '../../core/index.ts';
import type { Settings } from '../settings/schema.ts';

export type Habit = 'hedged' | 'balanced' | 'race' | 'full';

const KIND = 'costly-habit';
const ROUTING: readonly string[] = ['hedged', 'balanced', 'race'];
const ALL: readonly Habit[] = ['hedged', 'balanced', 'race', 'full'];

export type CostlyHabits = {
  /** The settings as they act. The same object while nothing changed. */
  readonly tamed: (settings: Settings) => Settings;
  /**
   * Set, not agreed to, and with somebody to be paid. Empty until it is known what was agreed to.
   */
  readonly unasked: (settings: Settings) => readonly Habit[];
  readonly agree: (habit: Habit) => void;
  /** Reads what was agreed to, in any window, and forgets what is set no more. Never rejects. */
  readonly refresh: (settings: Settings) => Promise<void>;
};

export type CostlyDeps = {
  readonly facts: FactStore;
  readonly clock: Pick<Clock, 'wallMs'>;
  /** Stand-ins cost nothing. */
  readonly isTrial: () => boolean;
  readonly log: (message: string) => void;
};

export function createCostlyHabits({ facts, clock, isTrial, log }: CostlyDeps): CostlyHabits {
  let agreed: ReadonlySet<string> = new Set();
  let isKnown = false;
  let writing: Promise<void> = Promise.resolve();
  let last: { of: Settings; agreed: ReadonlySet<string>; tamed: Settings } | undefined;
  const tell = (error: unknown): void => log(`costs: ${String(error)}`);
  const keep = (habit: Habit, text: 'yes' | 'no'): void => {
    agreed = new Set([...agreed].filter((one) => one !== habit));
    if (text === 'yes') agreed = new Set([...agreed, habit]);
    writing = facts.keepFact({ kind: KIND, key: habit, wallMs: clock.wallMs(), text }).catch(tell);
  };
  return {
    tamed(settings) {
      if (isTrial()) return settings;
      if (last?.of !== settings || last.agreed !== agreed)
        last = { of: settings, agreed, tamed: withoutUnagreed(settings, agreed) };
      return last.tamed;
    },
    unasked(settings) {
      if (!isKnown || isTrial()) return [];
      const many = settings.providers.length;
      return habitsOf(settings).filter(
        (habit) => !agreed.has(habit) && many > (habit === 'full' ? 0 : 1),
      );
    },
    agree: (habit) => keep(habit, 'yes'),
    async refresh(settings) {
      await writing;
      const found = await facts.factsOf(KIND).catch((error: unknown): readonly Fact[] => {
        tell(error);
        return [];
      });
      agreed = new Set(found.flatMap(({ key, text }) => (text === 'yes' ? key : [])));
      isKnown = true;
      const set = habitsOf(settings);
      for (const habit of ALL) if (agreed.has(habit) && !set.includes(habit)) keep(habit, 'no');
    },
  };
}

function habitsOf(settings: Settings): readonly Habit[] {
  const { 'routing.strategy': strategy, 'probes.mode': probes } = settings;
  return [...(strategy === 'failover' ? [] : [strategy]), ...(probes === 'full' ? [probes] : [])];
}

function withoutUnagreed(settings: Settings, agreed: ReadonlySet<string>): Settings {
  const unagreed = habitsOf(settings).filter((habit) => !agreed.has(habit));
  if (unagreed.length === 0) return settings;
  return {
    ...settings,
    ...(unagreed.some((habit) => ROUTING.includes(habit))
      ? { 'routing.strategy': 'failover' }
      : {}),
    ...(unagreed.includes('full') ? { 'probes.mode': 'recovery' } : {}),
  };
}
