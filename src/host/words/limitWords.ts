/*
 * Which limit of time was passed, in one sentence with its figure and where it came from: learned,
 * believed, or set by the person. It stands behind the cause where there is room for reasons.
 * Pure; the cause itself is told by `causes.ts`.
 */
import type { TimeLimit } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { count, seconds } from './times.ts';

export function limitSentence(limit: TimeLimit, l10n: L10n): string {
  const ms = seconds(limit.ms, l10n);
  if (limit.what === 'total') return totalSentence(limit, l10n);
  if (limit.what === 'slow-drip') {
    const floor = count(limit.charsPerMinute ?? 0);
    return limit.by === 'learned'
      ? l10n.t(
          'For {0} fewer than {1} characters a minute came: a tenth of its slowest answers ({2} known).',
          ...[ms, floor, answers(limit)],
        )
      : l10n.t('For {0} fewer than {1} characters a minute came.', ms, floor);
  }
  if (limit.by === 'person') return l10n.t('The limit was {0}, as you set it.', ms);
  if (limit.by === 'fixed') return l10n.t('The limit was {0}, as it stands in the settings.', ms);
  if (limit.by === 'prior') {
    return l10n.t('The limit was {0}: too few of its answers are known for one of its own.', ms);
  }
  const usual = seconds(limit.p99Ms ?? limit.ms, l10n);
  if (limit.what === 'stall') {
    return l10n.t(
      'The limit was {0}: nearly all pauses in its answers are over in {1} ({2} known).',
      ...[ms, usual, answers(limit)],
    );
  }
  return limit.what === 'headers'
    ? l10n.t(
        'The limit was {0}: nearly all its responses begin within {1} ({2} known).',
        ...[ms, usual, answers(limit)],
      )
    : l10n.t(
        'The limit was {0}: nearly all its answers begin within {1} ({2} known).',
        ...[ms, usual, answers(limit)],
      );
}

function totalSentence({ ms, usualMs }: TimeLimit, l10n: L10n): string {
  const limit = seconds(ms, l10n);
  if (usualMs === undefined) return l10n.t('Your limit for a whole answer is {0}.', limit);
  return l10n.t(
    'Your limit for a whole answer is {0}; answers to such questions usually take {1}, and three times that is {2}.',
    ...[limit, seconds(usualMs, l10n), seconds(3 * usualMs, l10n)],
  );
}

const answers = ({ samples = 0 }: TimeLimit): string => count(samples);
