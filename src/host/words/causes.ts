/*
 * "Whose fault?" in one plain sentence, and the one button that helps (interface page, words for
 * causes). Chosen by the kind of the error alone; the vendor's own message is a detail, never the
 * sentence. No word of the trade (breaker, timeout, token bucket) appears here.
 */
import type { ErrorRecord, Target } from '../../core/index.ts';
import type { ButtonView, CauseView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from './names.ts';
import { clockTime, seconds } from './times.ts';

export type CauseContext = {
  readonly l10n: L10n;
  readonly names: Names;
  /** Calendar now, for "until 14:05:20". */
  readonly wallMs: number;
};

/** The sentence for what `error` did, naming who (`target` where the error itself does not say). */
export function causeSentence(error: ErrorRecord, context: CauseContext, target?: Target): string {
  const { l10n, names } = context;
  const at = error.target ?? target;
  const who = at === undefined ? l10n.t('The provider') : names.target(at);
  const model = at?.modelId ?? l10n.t('the model');
  switch (error.kind) {
    case 'connect':
      if (error.net === 'dns') return l10n.t('{0} cannot be found: its name does not resolve.', who);
      if (error.net === 'refused') return l10n.t('{0} refuses connections.', who);
      if (error.net === 'reset') return l10n.t('{0} dropped the connection.', who);
      return l10n.t('{0} cannot be reached.', who);
    case 'tls':
      return l10n.t('{0} presented a certificate that is not trusted.', who);
    case 'proxy':
      return l10n.t('The proxy wants a sign-in before {0} can be reached.', who);
    case 'overloaded':
      return l10n.t('{0} is overloaded right now.', who);
    case 'server':
    case 'upstream':
    case 'conflict':
    case 'request-timeout':
      return l10n.t('{0} has a problem of its own right now.', who);
    case 'protocol':
      return l10n.t('{0} gave an answer that is not an answer. Is the address right?', who);
    case 'silent':
    case 'stall':
      return error.waitedMs === undefined
        ? l10n.t('{0} went silent.', who)
        : l10n.t('{0} went silent for {1}.', who, seconds(error.waitedMs, l10n));
    case 'slow-drip':
      return l10n.t('{0} became too slow to follow.', who);
    case 'cut':
    case 'truncated':
      return l10n.t('{0} broke off in the middle.', who);
    case 'empty':
      return l10n.t('{0} answered without a word.', who);
    case 'degenerate':
      return l10n.t('{0} began to repeat itself.', who);
    case 'rate-limit':
      return error.retryAfterMs === undefined
        ? l10n.t('{0} asks for a pause.', who)
        : l10n.t('{0} asks for a pause until {1}.', who, clockTime(context.wallMs + error.retryAfterMs));
    case 'loading':
      return l10n.t('{0} is still loading the model.', who);
    case 'quota':
      return l10n.t('{0} says this account has no credit left.', who);
    case 'auth':
      return error.origin === 'local'
        ? l10n.t('The key of {0} was entered for another address.', who)
        : l10n.t('{0} does not accept this key.', who);
    case 'region':
      return l10n.t('{0} does not serve this account here.', who);
    case 'permission':
      return l10n.t('{0} does not allow this key to use {1}.', who, model);
    case 'model-gone':
      return l10n.t('{0} does not exist at {1}.', model, who);
    case 'no-memory':
      return l10n.t('This computer has too little memory for {0}.', model);
    case 'too-large':
    case 'too-large-per-minute':
    case 'context-length':
      return l10n.t('This question is too long for {0}.', who);
    case 'unsupported':
      return l10n.t('{0} refused a part of the request.', who);
    case 'invalid':
      return l10n.t('{0} refused the request.', who);
    case 'tool-use-failed':
      return l10n.t('{0} could not make a valid tool call.', who);
    case 'content-filter':
      return l10n.t('{0} declined to answer this.', who);
    case 'offline':
      return l10n.t('This computer is offline.');
    case 'budget':
      return l10n.t('A limit of yours is reached.');
    case 'rejected':
      return l10n.t('Too many questions are waiting for {0}.', who);
    case 'deadline':
      return l10n.t('Nobody answered in time.');
    case 'aborted':
      return l10n.t('Stopped.');
    case 'exhausted':
      return exhausted(error, context);
  }
}

function exhausted(error: ErrorRecord, context: CauseContext): string {
  const { l10n } = context;
  if ((error.causes ?? []).length === 0) {
    return error.retryAfterMs === undefined
      ? l10n.t('There is nobody to ask.')
      : l10n.t('Nobody can answer before {0}.', clockTime(context.wallMs + error.retryAfterMs));
  }
  return l10n.t('Nobody could answer.');
}

/** Sentence, what each of them said, and at most three buttons, the helpful one first. */
export function causeView(error: ErrorRecord, context: CauseContext, target?: Target): CauseView {
  const causes = error.causes ?? [];
  const detail =
    causes.length > 0
      ? causes.map((cause) => causeSentence(cause, context)).join(' ')
      : error.vendorMessage;
  return {
    sentence: causeSentence(error, context, target),
    kept: context.l10n.t('Your question is kept.'),
    ...(detail === undefined ? {} : { detail }),
    buttons: buttonsOf(causes[0] ?? error, context, target),
  };
}

function buttonsOf(error: ErrorRecord, { l10n }: CauseContext, target?: Target): ButtonView[] {
  const providerId = (error.target ?? target)?.providerId;
  const args = providerId === undefined ? {} : { args: { providerId } };
  const again: ButtonView = { label: l10n.t('Ask again'), action: 'retry' };
  const log: ButtonView = { label: l10n.t('Show log'), action: 'open-log' };
  switch (error.kind) {
    case 'auth':
      return [{ label: l10n.t('Replace key'), action: 'set-key', primary: true, ...args }, again];
    case 'permission':
    case 'model-gone':
    case 'protocol':
      return [
        {
          label: l10n.t('Open setting'),
          action: 'open-setting',
          primary: true,
          args: { setting: 'steadfast.providers' },
        },
        again,
      ];
    case 'tls':
    case 'proxy':
      return [
        { label: l10n.t('Open proxy settings'), action: 'open-proxy-settings', primary: true },
        again,
      ];
    case 'content-filter':
    case 'invalid':
    case 'too-large':
    case 'context-length':
      return [{ label: l10n.t('Edit'), action: 'edit-question', primary: true }, log];
    case 'exhausted':
      return [
        { label: l10n.t('Show providers'), action: 'show-providers', primary: true },
        again,
      ];
    default:
      return [{ ...again, primary: true }, log];
  }
}
