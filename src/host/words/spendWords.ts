/*
 * Sums of money as a person reads them: `$0.42 today`, with "~" where any part is a guess or not
 * known. Nothing is said where nothing was spent.
 * The sentences for limits: which one, how much, and never whose fault.
 */
import type { BudgetFacts, SpendTotal } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';

/** `$0.42`, `$12.00`; below a cent `<$0.01`. */
export function dollars(micros: number): string {
  if (micros > 0 && micros < 5_000) return '<$0.01';
  return `$${(micros / 1_000_000).toFixed(2)}`;
}

export function spentWords({ usdMicros, isEstimated, unknowns }: SpendTotal): string {
  const sum = dollars(usdMicros);
  const isAbout = (isEstimated || unknowns > 0) && !sum.startsWith('<') && usdMicros > 0;
  return isAbout ? `~${sum}` : sum;
}

export function spentToday(total: SpendTotal | undefined, l10n: L10n): string | undefined {
  if (total === undefined || total.usdMicros === 0) return undefined;
  return l10n.t('{0} today', spentWords(total));
}

/** `who` is the model that would have been asked. */
export function budgetSentence(facts: BudgetFacts | undefined, who: string, l10n: L10n): string {
  const limit = dollars(facts?.limitUsdMicros ?? 0);
  switch (facts?.what) {
    case 'day':
      return l10n.t("Today's limit of {0} is reached.", limit);
    case 'month':
      return l10n.t("This month's limit of {0} is reached.", limit);
    case 'turn':
      return l10n.t('The limit of {0} for one question is reached.', limit);
    case 'target':
      return l10n.t("Today's limit of {0} for {1} is reached.", limit, who);
    case 'price':
      return l10n.t('What {0} costs is not known.', who);
    case undefined:
      return l10n.t('A limit of yours is reached.');
  }
}
