/*
 * Money and sizes of models as a person reads them: `$0.011`, `128k context · $0.15 / $0.60 per
 * 1M`. Amounts are US dollars, as vendors price them. What is not known is left out, never shown
 * as zero; what costs nothing is `free`.
 */
import type { ModelFacts, ModelPrice } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { count } from './times.ts';

/** A sum: two decimals from a dollar on, more below, so that small answers have a figure too. */
export function usd(micros: number): string {
  if (micros > 0 && micros < 100) return '<$0.0001';
  const decimals = micros >= 1_000_000 ? 2 : micros >= 10_000 ? 3 : 4;
  return micros === 0 ? '$0' : `$${(micros / 1_000_000).toFixed(decimals)}`;
}

/** A rate: whole dollars plainly, cents with two decimals, finer ones as they are. */
function rate(microsPerMillion: number): string {
  const dollars = microsPerMillion / 1_000_000;
  if (Number.isInteger(dollars)) return `$${dollars}`;
  const cents = dollars.toFixed(2);
  return Number(cents) === dollars ? `$${cents}` : `$${Number(dollars.toFixed(4))}`;
}

/** `$0.15 / $0.60 per 1M`, `free`; undefined where nobody knows. */
export function priceWords(price: 'unknown' | ModelPrice, l10n: L10n): string | undefined {
  if (price === 'unknown') return undefined;
  const { inputUsdMicrosPerMillion: input, outputUsdMicrosPerMillion: output } = price;
  if (input === 0 && output === 0) return l10n.t('free');
  return l10n.t('{0} / {1} per 1M', rate(input), rate(output));
}

/** `128k context`; undefined where nobody knows. */
export function contextWords(
  { contextTokensMax }: Pick<ModelFacts, 'contextTokensMax'>,
  l10n: L10n,
): string | undefined {
  return contextTokensMax === 'unknown'
    ? undefined
    : l10n.t('{0} context', count(contextTokensMax));
}

/** One line of all that is known of size and price; empty where nothing is. */
export function modelLine(facts: ModelFacts, l10n: L10n): string {
  return [contextWords(facts, l10n), priceWords(facts.price, l10n)]
    .filter((words) => words !== undefined)
    .join(' · ');
}
