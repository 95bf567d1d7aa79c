/*
 * Every model that a person could choose, by provider: those of the entries, and those of the lists
 * that were read from vendors before. Each with what is known of it and how it is, in words, and
 * what of the conversation's privacy is in its way. Pure; nothing is read from any vendor here.
 */
import { outOfBounds, type ChainEntry, type PrivacyBounds, type Target } from '../../core/index.ts';
import type { TargetView } from '../../protocol/index.ts';
import { members } from '../chain.ts';
import type { Composition } from '../compose.ts';
import type { L10n } from '../l10n.ts';
import { contextWords, priceWords } from '../words/prices.ts';
import { stateWord } from '../words/status.ts';

export type ModelOffer = {
  readonly target: Target;
  readonly state: TargetView['state'];
  /** State, size and price, and whose it is: all that it can be found by. */
  readonly line: string;
  readonly isLocal: boolean;
  /** It may not be asked in this conversation: `not in this chat: local only`. */
  readonly barred?: 'tier' | 'not-local';
};

export type OfferGroup = { readonly name: string; readonly offers: readonly ModelOffer[] };

type Parts = Pick<Composition, 'entries' | 'engine' | 'names' | 'knowledge' | 'rungOf'>;

export function modelOffers(
  parts: Parts,
  bounds: PrivacyBounds,
  { l10n, wallMs }: { readonly l10n: L10n; readonly wallMs: number },
): readonly OfferGroup[] {
  const { names, knowledge } = parts;
  return members(parts.entries()).map((entry) => {
    const listed = knowledge.lists.of(entry)?.models.map(({ id }) => id) ?? [];
    const modelIds = [...new Set([...entry.models, ...listed])];
    const offers = modelIds.flatMap((modelId): ModelOffer[] => {
      const rung = parts.rungOf({ providerId: entry.id, modelId });
      return rung === undefined ? [] : [offerOf(parts, rung, bounds, { l10n, wallMs })];
    });
    return { name: names.provider(entry.id), offers };
  });
}

function offerOf(
  { engine, names, knowledge }: Parts,
  rung: ChainEntry,
  bounds: PrivacyBounds,
  { l10n, wallMs }: { readonly l10n: L10n; readonly wallMs: number },
): ModelOffer {
  const { target } = rung;
  const facts = knowledge.catalog.get(target);
  const now = { wallMs, isAnswering: false, isFirst: rung.armed };
  const { state, word } = stateWord(rung, engine.status(target), now, l10n);
  const barred = outOfBounds(rung, bounds);
  const line = [
    barred === undefined ? word : barredWord(barred, l10n),
    names.isSimulated(target.providerId) ? l10n.t('simulated') : undefined,
    contextWords(facts, l10n),
    priceWords(facts.price, l10n),
    names.provider(target.providerId),
  ];
  return {
    target,
    state,
    line: line.filter((words) => words !== undefined).join(' · '),
    isLocal: rung.isLocal,
    ...(barred === undefined ? {} : { barred }),
  };
}

function barredWord(barred: 'tier' | 'not-local', l10n: L10n): string {
  return barred === 'tier'
    ? l10n.t('further than this chat may go')
    : l10n.t('not on this computer: this chat is local only');
}
