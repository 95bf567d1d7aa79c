/*
 * A failure as the panel shows it: the sentence, one muted line saying what is kept and who could
 * answer meanwhile, what each provider said, and at most three buttons with the helpful one first.
 * Which kind of help fits is said by the error table. Nothing here retries or switches: a button
 * only asks for it.
 */
import { dispositionOf, targetKey, type ErrorRecord, type Target } from '../../core/index.ts';
import type { ButtonView, CauseView } from '../../protocol/index.ts';
import { budgetButtons, budgetKept } from './budgetView.ts';
import { causeSentence, CONSENT_REFUSED, type CauseContext } from './causes.ts';
import { nobodyButtons } from './nobody.ts';
import { isPassing } from './passing.ts';

/** What the buttons need to know besides the error. */
export type Ways = {
  /** Who else could be asked, for a question that these could not answer. */
  readonly nextFor: (
    tried: readonly Target[],
    wanted: 'any' | 'larger',
  ) => { readonly target: Target; readonly name: string } | undefined;
  /** There is an earlier part of the conversation that could be left out. */
  readonly canTrim: boolean;
  /** The question may wait until somebody can answer it. */
  readonly canQueue: boolean;
  /** Calendar now, which may be later than the failure. */
  readonly nowWallMs: number;
};

const BUTTONS_MAX = 3;

export function causeView(
  error: ErrorRecord,
  context: CauseContext,
  ways: Ways,
  target?: Target,
): CauseView {
  const { l10n } = context;
  const causes = error.causes ?? [];
  const sentence = causeSentence(error, context, target);
  const said = new Set(causes.map((cause) => causeSentence(cause, context)));
  const detail = causes.length > 0 ? [...said].join(' ') : error.vendorMessage;
  const main = causes[0] ?? error;
  if (main.budget !== undefined) return budgetView(main, { sentence, l10n }, target);
  const isTooLong = dispositionOf(main.kind).remedy === 'trim-context';
  const next = ways.nextFor(triedBy(error, target), isTooLong ? 'larger' : 'any');
  const use: ButtonView[] =
    next === undefined ? [] : [{ label: l10n.t('Use {0}', next.name), ...useArgs(next.target) }];
  const later: ButtonView[] =
    ways.canQueue && isPassing(error) ? [{ label: l10n.t('Send when back'), action: 'queue' }] : [];
  const help = helpOf(main, context, ways, target);
  const buttons = [
    // Who waits needs no list of those who cannot answer.
    ...(later.length > 0 ? help.filter(({ action }) => action !== 'show-providers') : help),
    ...[...use, ...later, againOf(main, context, ways)],
  ];
  return {
    sentence,
    kept:
      next === undefined
        ? l10n.t('Your question is kept.')
        : l10n.t('Your question is kept. {0} can answer it meanwhile.', next.name),
    ...(detail === undefined || detail === sentence ? {} : { detail }),
    buttons: buttons
      .slice(0, BUTTONS_MAX)
      .map((button, index) => (index === 0 ? { ...button, primary: true } : button)),
  };
}

/** A limit is the person's own: nobody else is offered in its place. */
function budgetView(
  { budget, target: at }: ErrorRecord,
  { sentence, l10n }: { readonly sentence: string; readonly l10n: CauseContext['l10n'] },
  target: Target | undefined,
): CauseView {
  const buttons = budget === undefined ? [] : budgetButtons(budget, argsOf(at ?? target), l10n);
  return { sentence, kept: budgetKept(budget, l10n), buttons: [...buttons] };
}

function argsOf(at: Target | undefined): Pick<ButtonView, 'args'> {
  return at === undefined ? {} : { args: { providerId: at.providerId, targetKey: targetKey(at) } };
}

const useArgs = (target: Target): Pick<ButtonView, 'action' | 'args'> => ({
  action: 'use-next',
  args: { providerId: target.providerId, targetKey: targetKey(target) },
});

function triedBy(error: ErrorRecord, target: Target | undefined): readonly Target[] {
  const causes = (error.causes ?? []).flatMap((cause) => cause.target ?? []);
  const own = error.target ?? target;
  return own === undefined ? causes : [...causes, own];
}

/** The one thing that mends it, where there is one. */
function helpOf(
  error: ErrorRecord,
  context: CauseContext,
  { canTrim }: Ways,
  target?: Target,
): readonly ButtonView[] {
  const { l10n } = context;
  const args = argsOf(error.target ?? target);
  if (error.kind === 'permission' && error.vendorCode === CONSENT_REFUSED) {
    return [{ label: l10n.t('Ask VS Code again'), action: 'test-provider', ...args }];
  }
  const edit: ButtonView = { label: l10n.t('Edit'), action: 'edit-question' };
  switch (dispositionOf(error.kind).remedy) {
    case 'replace-key':
      return [{ label: l10n.t('Replace key'), action: 'set-key', ...args }];
    case 'open-billing':
      return [{ label: l10n.t('Open billing'), action: 'open-billing', ...args }];
    case 'pick-model': {
      const isGone = error.kind === 'model-gone';
      const label = isGone ? l10n.t('Pick another') : l10n.t('Choose model');
      return [{ label, action: 'set-model', ...args }];
    }
    case 'open-setting':
      return [{ label: l10n.t('Change address'), action: 'set-address', ...args }];
    case 'open-proxy-settings':
      return [{ label: l10n.t('Open proxy settings'), action: 'open-proxy-settings' }];
    case 'edit-question':
      return [edit];
    case 'trim-context':
      return canTrim ? [{ label: l10n.t('Trim context'), action: 'trim-context' }, edit] : [edit];
    default:
      if (error.kind !== 'exhausted' && error.kind !== 'rejected') return [];
      return (
        nobodyButtons(error, context) ?? [
          { label: l10n.t('Show providers'), action: 'show-providers' },
        ]
      );
  }
}

/** Asked again during a pause, a question waits for its end, counting down. */
function againOf(
  { kind, retryAfterMs = 0 }: ErrorRecord,
  { l10n, wallMs }: CauseContext,
  { nowWallMs }: Ways,
): ButtonView {
  const isPaused = kind === 'rate-limit' && wallMs + retryAfterMs > nowWallMs;
  return { label: isPaused ? l10n.t('Wait') : l10n.t('Ask again'), action: 'retry' };
}
