/*
 * What went with a question, as small chips under it, and what did not, in words. Pure; the record
 * holds the texts, the panel gets names only.
 * What was left out at sending is told as it was told then.
 */
import type { TurnRecord } from '../../core/index.ts';
import type { TurnView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';

export function sentView(
  { attached = [], leftOutTurns = 0 }: TurnRecord,
  { t }: L10n,
): Pick<TurnView, 'chips' | 'leftOut'> {
  const chips = attached.map(({ ref, icon, label, notes = [] }) => ({
    ref,
    icon,
    label,
    notes: [...notes],
  }));
  const turns =
    leftOutTurns === 0
      ? []
      : [
          leftOutTurns === 1
            ? t('The oldest question was not sent along')
            : t('The {0} oldest questions were not sent along', leftOutTurns),
        ];
  const leftOut = [...turns, ...attached.flatMap(({ notes = [] }) => notes)];
  return {
    ...(chips.length === 0 ? {} : { chips }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
}
