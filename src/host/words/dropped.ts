/*
 * What an answer was given without, in words: images, tools, the oldest questions, or a model as
 * large as the first choice. Short forms stand beside the name of who answered.
 * Nothing is left out of these words: they are why nobody is answered with less in silence.
 */
import type { Dropped } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';

export function droppedWords(dropped: readonly Dropped[], l10n: L10n): string {
  return dropped.map((one) => wordsOf(one, l10n)).join(', ');
}

function wordsOf(one: Dropped, l10n: L10n): string {
  switch (one.what) {
    case 'images':
      return one.count === 1
        ? l10n.t('without the image')
        : l10n.t('without {0} images', String(one.count));
    case 'tools':
      return l10n.t('without tools');
    case 'questions':
      return one.count === 1
        ? l10n.t('without the first question')
        : l10n.t('without the first {0} questions', String(one.count));
    case 'model':
      return l10n.t('by a simpler model');
  }
}
