/*
 * Why something was not sent, or not yet, in plain words: repeats that are used up, best effort
 * that stood back, places that were taken. Each line has its rule and its figure; what was done
 * instead is the next line. Made from the journal alone, like all reasons.
 */
import type { JournalEvent } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from './names.ts';
import { count, seconds } from './times.ts';

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
    case 'slot-queued':
      return queued(event, l10n, names.target(event.target));
    case 'slot-refused':
      return event.because === 'full'
        ? l10n.t(
            '{0} was left out: {1} questions were waiting for it already.',
            names.target(event.target),
            String(event.queued),
          )
        : l10n.t(
            '{0} was left out: no turn came within {1}.',
            names.target(event.target),
            seconds(event.waitedMs, l10n),
          );
    case 'slots-changed':
      return l10n.t(
        event.because === 'crowded'
          ? '{0} had too many questions at once: {1} at a time from now on, before it was {2}.'
          : '{0} may be asked {1} questions at a time again, before it was {2}: all went well.',
        names.provider(event.providerId),
        String(event.to),
        String(event.from),
      );
    default:
      return undefined;
  }
}

/** Why somebody was passed over for want of room under a limit of rate. */
export function rateReason(
  { target, rate, headroom, untilMs, monoMs }: Extract<JournalEvent, { type: 'target-skipped' }>,
  l10n: L10n,
  names: Names,
): string {
  const who = names.target(target);
  if (headroom !== undefined) {
    const percent = String(Math.floor(headroom * 100));
    return l10n.t('{0} comes later: only {1} % of its limit is left.', who, percent);
  }
  const wait = seconds(Math.max(0, (untilMs ?? monoMs) - monoMs), l10n);
  if (rate?.limit === undefined)
    return l10n.t('{0} was left out: its limit is used up for {1} more.', who, wait);
  const most = count(rate.limit);
  if (rate.by === 'own')
    return rate.what === 'requests'
      ? l10n.t(
          '{0} was left out: your limit of {1} requests a minute is used up for {2} more.',
          who,
          most,
          wait,
        )
      : l10n.t(
          '{0} was left out: your limit of {1} tokens a minute is used up for {2} more.',
          who,
          most,
          wait,
        );
  return rate.what === 'requests'
    ? l10n.t(
        '{0} was left out: its limit of {1} requests is used up for {2} more.',
        who,
        most,
        wait,
      )
    : l10n.t('{0} was left out: its limit of {1} tokens is used up for {2} more.', who, most, wait);
}

function queued(
  { limit, ahead }: Extract<JournalEvent, { type: 'slot-queued' }>,
  l10n: L10n,
  who: string,
): string {
  return limit === 1
    ? l10n.t(
        '{0} is asked one question at a time: this one waited, {1} before it.',
        who,
        String(ahead),
      )
    : l10n.t(
        '{0} is asked {1} questions at a time: this one waited, {2} before it.',
        ...[who, String(limit), String(ahead)],
      );
}

/** At most one decimal. */
function figure(n: number): string {
  return String(Math.round(n * 10) / 10);
}
