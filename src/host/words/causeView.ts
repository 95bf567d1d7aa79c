/*
 * A failure as the panel shows it: the sentence, one muted line saying what is kept, what each
 * provider said, and at most three buttons with the helpful one first.
 * Nothing here retries or switches: a button only asks for it.
 */
import { targetKey, type ErrorRecord, type Target } from '../../core/index.ts';
import type { ButtonView, CauseView } from '../../protocol/index.ts';
import { budgetButtons, budgetKept } from './budgetView.ts';
import { causeSentence, CONSENT_REFUSED, type CauseContext } from './causes.ts';
import { nobodyButtons } from './nobody.ts';

/** Sentence, what each of them said, and at most three buttons, the helpful one first. */
export function causeView(error: ErrorRecord, context: CauseContext, target?: Target): CauseView {
  const causes = error.causes ?? [];
  const sentence = causeSentence(error, context, target);
  const said = new Set(causes.map((cause) => causeSentence(cause, context)));
  const detail = causes.length > 0 ? [...said].join(' ') : error.vendorMessage;
  return {
    sentence,
    kept: budgetKept(error.budget, context.l10n),
    ...(detail === undefined || detail === sentence ? {} : { detail }),
    buttons: buttonsOf(causes[0] ?? error, context, target),
  };
}

function buttonsOf(
  error: ErrorRecord,
  { l10n, names }: CauseContext,
  target?: Target,
): ButtonView[] {
  const at = error.target ?? target;
  const args =
    at === undefined ? {} : { args: { providerId: at.providerId, targetKey: targetKey(at) } };
  const showProviders: ButtonView = {
    label: l10n.t('Show providers'),
    action: 'show-providers',
    primary: true,
  };
  const again: ButtonView = { label: l10n.t('Ask again'), action: 'retry' };
  const log: ButtonView = { label: l10n.t('Show log'), action: 'open-log' };
  if (error.kind === 'permission' && error.vendorCode === CONSENT_REFUSED) {
    const label = l10n.t('Ask VS Code again');
    return [{ label, action: 'test-provider', primary: true, ...args }, log];
  }
  if (error.budget !== undefined) return [...budgetButtons(error.budget, args, l10n)];
  switch (error.kind) {
    case 'auth':
      return [{ label: l10n.t('Replace key'), action: 'set-key', primary: true, ...args }, again];
    case 'quota':
      return [
        { label: l10n.t('Open billing'), action: 'open-billing', primary: true, ...args },
        again,
      ];
    case 'permission':
    case 'model-gone':
    case 'no-memory':
      return [
        { label: l10n.t('Choose model'), action: 'set-model', primary: true, ...args },
        again,
      ];
    case 'protocol':
      return [
        { label: l10n.t('Change address'), action: 'set-address', primary: true, ...args },
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
      return [...(nobodyButtons(error, { l10n, names }) ?? [showProviders]), again].slice(0, 3);
    default:
      return [{ ...again, primary: true }, log];
  }
}
