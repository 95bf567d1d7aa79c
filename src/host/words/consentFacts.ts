/*
 * What a person should know of a model before it may be asked: its price beside the one in use,
 * its context, images and tools.
 * What nobody knows is said to be so.
 */
import type { ModelFacts } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { contextWords, priceWords } from './prices.ts';

export function priceBeside(
  { price }: ModelFacts,
  current: { readonly name: string; readonly facts: ModelFacts } | undefined,
  l10n: L10n,
): string {
  const own = priceWords(price, l10n) ?? l10n.t('not known');
  const other = current && priceWords(current.facts.price, l10n);
  return other === undefined ? own : l10n.t('{0} ({1}: {2})', own, current?.name ?? '', other);
}

export function abilityWords(facts: ModelFacts, l10n: L10n): string {
  const { vision, tools } = facts;
  const words = [
    contextWords(facts, l10n),
    vision === 'unknown' ? undefined : vision === 'yes' ? l10n.t('images') : l10n.t('no images'),
    tools === 'unknown' ? undefined : tools === 'yes' ? l10n.t('tools') : l10n.t('no tools'),
  ].filter((word) => word !== undefined);
  return words.length === 0 ? l10n.t('not known') : words.join(' · ');
}
