/*
 * Why somebody was left alone, in plain words with the figure and its limit: what the receipt tells
 * of a circuit breaker. Journals of earlier versions hold no cause and get the plain sentence.
 * Terms of the trade stay out of it.
 */
import type { BreakerCause } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';

export function leftAlone(who: string, cause: BreakerCause | undefined, l10n: L10n): string {
  switch (cause?.rule) {
    case 'in-a-row':
      return l10n.t(
        '{0} was left alone: {1} failures in a row, the limit is {2}.',
        who,
        String(cause.failures),
        String(cause.limit),
      );
    case 'evidence':
      return l10n.t(
        '{0} was left alone: its failures of late weigh {1}, the limit is {2}.',
        who,
        cause.score.toFixed(1),
        cause.limit.toFixed(1),
      );
    case 'family':
      return l10n.t(
        '{0} was left alone: {1} of {2} models that the same provider runs had just failed too often.',
        who,
        String(cause.open),
        String(cause.of),
      );
    case 'trial-failed':
      return l10n.t('{0} was left alone: it had failed again when it was tried.', who);
    case 'due':
    case 'nobody-else':
      return l10n.t('{0} was left alone: it was just being tried.', who);
    default:
      return l10n.t('{0} was left alone: it had just failed too often.', who);
  }
}
