/*
 * What an answer was given without, in words: images, tools, the oldest questions, or a model as
 * large as the first choice. Short forms stand beside the name of who answered.
 * Nothing is left out of these words: they are why nobody is answered with less in silence.
 */
import type { Dropped, JournalEvent, RequestSetting } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from './names.ts';

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

/** A setting that a model refuses is left out of what it is asked; this is told. */
export function settingsLeftOut(
  { target, settings, isNew }: Extract<JournalEvent, { type: 'settings-left-out' }>,
  l10n: L10n,
  names: Names,
): string {
  const who = names.target(target);
  const words = settings.map((setting) => settingWord(setting, l10n)).join(', ');
  return isNew
    ? l10n.t('{0} refused a setting and was asked without it: {1}.', who, words)
    : l10n.t('{0} was asked without what it refuses: {1}.', who, words);
}

function settingWord(setting: RequestSetting, l10n: L10n): string {
  switch (setting) {
    case 'temperature':
      return l10n.t('temperature');
    case 'topP':
      return l10n.t('top-p');
    case 'stop':
      return l10n.t('stop words');
    case 'reasoning':
      return l10n.t('effort of thinking');
    case 'cacheKey':
      return l10n.t('name of the chat for its cache');
  }
}
