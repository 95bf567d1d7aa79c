/*
 * What waits for a word of the person above the composer: a change that is shown as a diff, or a
 * deletion that can be taken back. Neither hides the other.
 * Pure: what the buttons do is the commands' part.
 */
import type { OfferView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';

export type OfferInput = {
  readonly removedCount: number;
  /** The file that a change is shown for. */
  readonly proposedFor: string | undefined;
};

export function offerViews(input: OfferInput, l10n: L10n): OfferView[] {
  const { removedCount, proposedFor } = input;
  return [
    ...(proposedFor === undefined ? [] : [changeOffer(proposedFor, l10n)]),
    ...(removedCount === 0 ? [] : [undoOffer(removedCount, l10n)]),
  ];
}

function changeOffer(file: string, l10n: L10n): OfferView {
  return {
    sentence: l10n.t('{0}: the change is shown, nothing is written yet.', file),
    buttons: [
      { label: l10n.t('Accept'), action: 'accept-change' },
      { label: l10n.t('Discard'), action: 'discard-change' },
    ],
  };
}

function undoOffer(removedCount: number, l10n: L10n): OfferView {
  return {
    sentence:
      removedCount === 1
        ? l10n.t('Question and answer deleted.')
        : l10n.t('Deleted, with its other versions: {0} questions in all.', String(removedCount)),
    buttons: [
      { label: l10n.t('Undo'), action: 'undo-delete' },
      { label: l10n.t('OK'), action: 'keep-deleted' },
    ],
  };
}
