/*
 * What a turn found out about a model, in plain words: that it lost its sense, or that it is not
 * the model it was. Figures and names only; what it said is in the answer itself. The script's
 * name is told as it is known in Unicode, for most have no plainer one.
 */
import type { JournalEvent } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from './names.ts';

/** A name that stands for one state of a model: with its date, or with its number of release. */
const isDated = (name: string): boolean =>
  /(?:^|[-@_:.])(?:20\d{2}-?[01]\d-?[0-3]\d|[0-3]\d-20\d{2}|[01]\d[0-3]\d|00\d)$/.test(name);

type News = Extract<JournalEvent, { type: 'answer-doubted' | 'model-changed' }>;

export function newsOfModel(event: News, l10n: L10n, names: Names): string {
  const who = names.target(event.target);
  if (event.type === 'model-changed') {
    if (event.what === 'model') {
      const news = l10n.t(
        '{0} answers as “{2}” now; before, it was “{1}”.',
        who,
        event.from,
        event.to,
      );
      return isDated(event.from) && event.from !== event.target.modelId
        ? `${news} ${l10n.t('To go on with the earlier one, choose “{0}” as the model.', event.from)}`
        : news;
    }
    return l10n.t('The model behind {0} was changed: its fingerprint is another one.', who);
  }
  switch (event.found.is) {
    case 'loop':
      return l10n.t(
        '{0} was stopped: it had said the same {1} characters {2} times in a row.',
        who,
        String(event.found.unitChars),
        String(event.found.times),
      );
    case 'soup':
      return l10n.t('{0} was stopped: its answer fell apart into letters of many scripts.', who);
    case 'script':
      return l10n.t('{0} answered in a script that the question does not use.', who);
  }
}
