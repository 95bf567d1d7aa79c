/*
 * Why something was not sent, or not yet, in plain words: repeats that are used up, best effort
 * that stood back. Each line has its rule and its figure; what was done instead is the next line.
 * Made from the journal alone, like all reasons.
 */
import type { JournalEvent } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from './names.ts';

/** Undefined for what is no decision of this kind. */
export function flowReason(event: JournalEvent, l10n: L10n, names: Names): string | undefined {
  switch (event.type) {
    case 'repeat-refused':
      return event.rule === 'request'
        ? l10n.t(
            '{0} was not asked again: {1} repeats are the most for one question.',
            names.target(event.target),
            String(event.max),
          )
        : l10n.t(
            '{0} was not asked again: of {1} repeats {2} are left just now, and this one takes {3}.',
            names.target(event.target),
            String(event.max),
            figure(event.left),
            String(event.needed),
          );
    case 'attempt-throttled':
      return l10n.t(
        '{0} took only {1} of the last {2} questions: this one, which can wait, stood back.',
        names.target(event.target),
        figure(event.accepted),
        figure(event.asked),
      );
    default:
      return undefined;
  }
}

/** At most one decimal. */
function figure(n: number): string {
  return String(Math.round(n * 10) / 10);
}
