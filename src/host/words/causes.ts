/*
 * "Whose fault?" in one plain sentence, and the one button that helps (interface page, words for
 * causes). Chosen by the kind of the error alone; the vendor's own message is a detail, never the
 * sentence. No word of the trade (breaker, timeout, token bucket) appears here.
 */
import { sameTarget, type ErrorKind, type ErrorRecord, type Target } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from './names.ts';
import { nobodySentence } from './nobody.ts';
import { budgetSentence } from './spendWords.ts';
import { clockTime, count, seconds } from './times.ts';

export type CauseContext = {
  readonly l10n: L10n;
  readonly names: Names;
  /** Calendar now, for "until 14:05:20". */
  readonly wallMs: number;
  /** How long a target usually takes for its first word, where that is known. */
  readonly usualMs?: ((target: Target) => number | undefined) | undefined;
};

/** The sentence for what `error` did, naming who (`target` where the error itself does not say). */
export function causeSentence(error: ErrorRecord, context: CauseContext, target?: Target): string {
  const { l10n, names } = context;
  const at = error.target ?? target;
  const who = at === undefined ? l10n.t('The provider') : names.target(at);
  const model = at?.modelId ?? l10n.t('the model');
  return SENTENCES[error.kind]({ error, who, at, model, l10n, context });
}

type Words = {
  readonly error: ErrorRecord;
  readonly who: string;
  readonly at: Target | undefined;
  readonly model: string;
  readonly l10n: L10n;
  readonly context: CauseContext;
};

const ownTrouble = ({ l10n, who }: Words): string =>
  l10n.t('{0} has a problem of its own right now.', who);
const silence = ({ error, l10n, who, at, context }: Words): string => {
  if (error.waitedMs === undefined) return l10n.t('{0} went silent.', who);
  const waited = seconds(error.waitedMs, l10n);
  // In mid-answer there is nothing to compare it with: this is the usual wait for a first word.
  const usual = error.kind === 'silent' && at !== undefined ? context.usualMs?.(at) : undefined;
  return usual === undefined || usual >= error.waitedMs
    ? l10n.t('{0} went silent for {1}.', who, waited)
    : l10n.t('{0} went silent for {1} (usually {2}).', who, waited, seconds(usual, l10n));
};
const brokeOff = ({ l10n, who }: Words): string => l10n.t('{0} broke off in the middle.', who);
const tooLong = ({ error, l10n, who }: Words): string =>
  error.tooLong === undefined
    ? l10n.t('This question is too long for {0}.', who)
    : l10n.t(
        'This needs {0} tokens; {1} takes {2}.',
        `~${count(error.tooLong.neededTokens)}`,
        who,
        count(error.tooLong.windowTokens),
      );

/** RFC 9110 section 15.5.8. */
const PROXY_SIGN_IN = 407;
/** The editor's own code for a person's no when it asked whether Steadfast may use a model. */
export const CONSENT_REFUSED = 'NoPermissions';

/** One sentence per kind of the error table; the compiler demands all of them. */
const SENTENCES: Record<ErrorKind, (words: Words) => string> = {
  connect: ({ error, l10n, who }) => {
    if (error.net === 'dns') return l10n.t('The address of {0} cannot be found.', who);
    if (error.net === 'refused') return l10n.t('{0} refuses connections.', who);
    if (error.net === 'reset') return l10n.t('{0} dropped the connection.', who);
    return l10n.t('{0} cannot be reached.', who);
  },
  tls: ({ l10n, who }) => l10n.t('{0} presented a certificate that is not trusted.', who),
  proxy: ({ error, l10n, who }) => {
    if (error.status === PROXY_SIGN_IN) {
      return l10n.t('The proxy wants a sign-in before {0} can be reached.', who);
    }
    return error.net === undefined
      ? l10n.t('The proxy does not let questions through to {0}.', who)
      : l10n.t('The proxy on the way to {0} cannot be reached.', who);
  },
  overloaded: ({ l10n, who }) => l10n.t('{0} is overloaded right now.', who),
  server: ownTrouble,
  upstream: ownTrouble,
  conflict: ownTrouble,
  'request-timeout': ownTrouble,
  protocol: ({ l10n, who }) => l10n.t('{0} answered, but not as a model does.', who),
  silent: silence,
  stall: silence,
  'slow-drip': ({ l10n, who }) => l10n.t('{0} became too slow to follow.', who),
  cut: brokeOff,
  truncated: brokeOff,
  empty: ({ l10n, who }) => l10n.t('{0} answered without a word.', who),
  degenerate: ({ l10n, who }) => l10n.t('{0} began to repeat itself.', who),
  'rate-limit': ({ error, l10n, who, context }) =>
    error.retryAfterMs === undefined
      ? l10n.t('{0} asks for a pause.', who)
      : l10n.t(
          '{0} asks for a pause until {1}.',
          who,
          clockTime(context.wallMs + error.retryAfterMs),
        ),
  loading: ({ l10n, who }) => l10n.t('{0} is still loading the model.', who),
  quota: ({ l10n, who }) => l10n.t('{0} says this account has no credit left.', who),
  auth: ({ error, l10n, who }) =>
    error.origin === 'local'
      ? l10n.t('{0} needs a key that was entered here for its present address.', who)
      : l10n.t('{0} does not accept this key.', who),
  region: ({ l10n, who }) => l10n.t('{0} does not serve this account here.', who),
  permission: ({ error, l10n, who, model }) =>
    error.vendorCode === CONSENT_REFUSED
      ? l10n.t('VS Code was not allowed to let Steadfast use {0}.', who)
      : l10n.t('{0} does not allow this key to use {1}.', who, model),
  'model-gone': ({ l10n, who, model }) =>
    l10n.t('The model {0} does not exist at {1}.', model, who),
  'no-memory': ({ l10n, model }) => l10n.t('This computer has too little memory for {0}.', model),
  'too-large': tooLong,
  'too-large-per-minute': tooLong,
  'context-length': tooLong,
  unsupported: ({ l10n, who }) => l10n.t('{0} refused a part of the request.', who),
  invalid: ({ l10n, who }) => l10n.t('{0} refused the request.', who),
  'tool-use-failed': ({ l10n, who }) => l10n.t('{0} could not make a valid tool call.', who),
  'content-filter': ({ l10n, who }) => l10n.t('{0} declined to answer this.', who),
  offline: ({ l10n }) => l10n.t('This computer is offline.'),
  budget: ({ error, l10n, who }) => budgetSentence(error.budget, who, l10n),
  rejected: ({ l10n, who }) => l10n.t('Too many questions are waiting for {0}.', who),
  deadline: ({ error, l10n, who }) =>
    error.limit?.what === 'total'
      ? l10n.t(
          '{0} took longer than {1}, your limit for a whole answer.',
          who,
          seconds(error.limit.ms, l10n),
        )
      : l10n.t('Nobody answered in time.'),
  aborted: ({ l10n }) => l10n.t('Stopped.'),
  exhausted: ({ error, context }) => exhausted(error, context),
};

function exhausted(error: ErrorRecord, context: CauseContext): string {
  const { causes = [], retryAfterMs } = error;
  const { l10n } = context;
  const last = causes.at(-1);
  if (last === undefined) {
    return retryAfterMs === undefined
      ? (nobodySentence(error, context) ?? l10n.t('There is nobody to ask.'))
      : l10n.t('Nobody can answer before {0}.', clockTime(context.wallMs + retryAfterMs));
  }
  // One that was asked twice is not "nobody": what it did last says more.
  const isLone = causes.every(
    ({ target }) => target && last.target && sameTarget(target, last.target),
  );
  const isMoney = causes.every(({ kind }) => kind === 'budget');
  if (isLone || isMoney) return causeSentence(last, context);
  const { mayReturn } = error;
  return mayReturn === undefined
    ? l10n.t('Nobody could answer.')
    : l10n.t(
        'Nobody could answer. {0} is tried again from {1} on.',
        context.names.target(mayReturn.target),
        clockTime(context.wallMs + mayReturn.afterMs),
      );
}
