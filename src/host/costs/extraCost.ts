/*
 * What a costly habit is expected to cost, in plain words, from the list prices of the models that
 * it would ask and from what was spent this month. An estimate, said to be one: prices that nobody
 * knows are named and not guessed.
 */
import { costOf, type ModelFacts } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { usd } from '../words/prices.ts';
import { count } from '../words/times.ts';
import type { Habit } from './costlyHabits.ts';

/** A model that may be asked unasked, in the order of the chain. */
export type Asked = { readonly name: string; readonly price: ModelFacts['price'] };

export type Ground = {
  readonly asked: readonly Asked[];
  readonly monthUsdMicros: number;
  readonly hedgeMaxUsdMicros: number;
};

/** A question as many are: some code goes with it. */
const QUESTION = { inputTokens: 2_000, outputTokens: 500 };
const CANARY = { inputTokens: 30, outputTokens: 16 };
/** A day of 8 hours in front of the editor, one round every 5 minutes. */
const ROUNDS_A_DAY = 96;
/** The engine's bucket earns so much of a second question with each question. */
const HEDGED_SHARE = 0.05;

export function extraCost(habit: Habit, ground: Ground, l10n: L10n): readonly string[] {
  const { asked } = ground;
  const known = asked.flatMap(({ price }) => (price === 'unknown' ? [] : [price]));
  const unknown = asked.filter(({ price }) => price === 'unknown').map(({ name }) => name);
  const each = known.map((price) => costOf(price, QUESTION).usdMicros);
  const isKnown = asked.length === 0 || asked[0]?.price !== 'unknown';
  const lines =
    habit === 'full'
      ? [
          fullLine(
            known.map((price) => costOf(price, CANARY).usdMicros),
            asked,
            l10n,
          ),
        ]
      : // Where the first one's price is not known there is nothing to compare with.
        habitLines(habit, { ...ground, each }, l10n).slice(0, isKnown ? undefined : 1);
  const missing =
    unknown.length === 0
      ? []
      : [l10n.t('Not counted, for nobody knows the price: {0}.', unknown.join(', '))];
  return [...lines, ...missing];
}

type Known = Ground & { readonly each: readonly number[] };

function habitLines(habit: Habit, known: Known, l10n: L10n): readonly string[] {
  const { asked, each, hedgeMaxUsdMicros } = known;
  const first = each[0] ?? 0;
  const size = count(QUESTION.inputTokens);
  switch (habit) {
    case 'race': {
      const all = each.reduce((sum, one) => sum + one, 0);
      return [
        l10n.t(
          'Every question is asked of {0} models at once, and all of them are paid.',
          asked.length,
        ),
        comparison({ size, now: first, raised: all }, l10n),
        ...month(known, all - first, l10n),
      ];
    }
    case 'hedged': {
      const second = Math.max(0, ...each.slice(1));
      const most = hedgeMaxUsdMicros === 0 ? second : Math.min(second, hedgeMaxUsdMicros);
      return [
        l10n.t(
          'When the first is slow, a second model is asked as well, and both are paid: three questions to begin with, then at most one in twenty.',
        ),
        comparison({ size, now: first, raised: first + most }, l10n),
        ...month(known, HEDGED_SHARE * most, l10n),
      ];
    }
    case 'balanced': {
      const [least, most] = [Math.min(...each, first), Math.max(...each, 0)];
      return [
        l10n.t('No question is asked twice, but a chat may begin with a dearer model.'),
        l10n.t(
          'A question of {0} tokens and its answer costs {1} to {2}, about; with the first model {3}.',
          ...[size, usd(least), usd(most), usd(first)],
        ),
      ];
    }
    case 'full':
      return [];
  }
}

type Comparison = { readonly size: string; readonly now: number; readonly raised: number };

function comparison({ size, now, raised }: Comparison, l10n: L10n): string {
  return l10n.t(
    'Such a question of {0} tokens and its answer costs about {1} instead of {2}.',
    ...[size, usd(raised), usd(now)],
  );
}

/** What this month so far would have cost more. */
function month({ monthUsdMicros, each }: Known, more: number, l10n: L10n): readonly string[] {
  const first = each[0] ?? 0;
  if (first === 0 || monthUsdMicros === 0) return [];
  const extra = Math.round((monthUsdMicros * more) / first);
  return [
    l10n.t(
      'This month so far ({0}) would have cost about {1} more.',
      usd(monthUsdMicros),
      usd(extra),
    ),
  ];
}

function fullLine(each: readonly number[], asked: readonly Asked[], l10n: L10n): string {
  const day = ROUNDS_A_DAY * each.reduce((sum, one) => sum + one, 0);
  return l10n.t(
    'Every 5 minutes while you are here each of {0} models is asked a short sum: about {1} in a day of 8 hours.',
    ...[asked.length, usd(day)],
  );
}
