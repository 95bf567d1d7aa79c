/*
 * The bar above the composer while everybody has to wait: whom for, how long, and the three ways
 * out; or while the person is asked what is to follow an answer that broke. Short waits (under a
 * second) show no bar: they would only flicker. The countdown itself is drawn by the panel, from
 * the end on the wall clock.
 */
import type { WaitingUntil } from '../../core/index.ts';
import type { ButtonView, WaitView } from '../../protocol/index.ts';
import type { CauseContext } from '../words/causes.ts';

const SHOWN_FROM_MS = 900;

/** Whether asking at once is any use: a running check and a full house cannot be hurried. */
const MAY_HURRY: Record<WaitingUntil['reason'], boolean> = {
  'server-delay': true,
  backoff: true,
  rate: true,
  offline: true,
  'trial-running': false,
  slot: false,
  'mid-stream': false,
};

/** `cause` is the sentence of what happened before, where there was something. */
export function waitView(
  turnId: string,
  event: WaitingUntil,
  cause: string | undefined,
  { l10n, names, wallMs }: CauseContext,
): WaitView | undefined {
  if (event.untilWallMs - wallMs < SHOWN_FROM_MS) return undefined;
  const who = names.target(event.target);
  return {
    turnId,
    sentence: sentenceOf(event, who, cause, l10n.t),
    startedWallMs: wallMs,
    untilWallMs: event.untilWallMs,
    buttons: [...waysOut(event, l10n), { label: l10n.t('Stop'), action: 'stop' }],
  };
}

function waysOut(event: WaitingUntil, l10n: CauseContext['l10n']): readonly ButtonView[] {
  if (event.reason === 'mid-stream') {
    const goOn: ButtonView = { label: l10n.t('Continue'), action: 'continue' };
    const anew: ButtonView = { label: l10n.t('Answer anew'), action: 'restart' };
    return event.canContinue === true ? [goOn, anew] : [anew];
  }
  const tryNow: ButtonView = { label: l10n.t('Try now'), action: 'try-now' };
  const switchTo: ButtonView = { label: l10n.t('Switch'), action: 'switch' };
  return [...(MAY_HURRY[event.reason] ? [tryNow] : []), ...(event.canSwitch ? [switchTo] : [])];
}

function sentenceOf(
  event: WaitingUntil,
  who: string,
  cause: string | undefined,
  t: CauseContext['l10n']['t'],
): string {
  switch (event.reason) {
    case 'server-delay':
      return t('{0} asks for a pause, {1} s', who, '{seconds}');
    case 'trial-running':
      return t('Another question is checking {0}, {1} s', who, '{seconds}');
    case 'slot':
      return t(
        '{0} is busy with other questions: this one waits for its turn, {1} s at most',
        who,
        '{seconds}',
      );
    case 'rate':
      return t('{0} has had all the questions its limit allows, {1} s', who, '{seconds}');
    case 'offline':
      return t('This computer is offline, {0} s', '{seconds}');
    case 'mid-stream':
      return cause ?? t('{0} broke off in the middle.', who);
    case 'backoff':
      return t('{0} Asking again in {1} s', cause ?? t('{0} failed.', who), '{seconds}');
  }
}
