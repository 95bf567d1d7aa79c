/*
 * What a newcomer sees before any provider is there: one button, one link, one promise.
 * The promise made here is kept elsewhere: consent by the router, keys by the key ring. Nothing is
 * started or sent by looking at it.
 */
import type { EmptyView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';

export function emptyView(l10n: L10n): EmptyView {
  return {
    title: l10n.t('Always an answer'),
    text: l10n.t(
      'You get an answer, you know where it came from, and nothing leaves this computer without your say.',
    ),
    buttons: [{ label: l10n.t('Add a provider'), action: 'add-provider', primary: true }],
    links: [{ label: l10n.t('Try it without a key'), action: 'try-without-key' }],
    footnote: l10n.t("Keys stay in this computer's keychain. No account, no telemetry."),
  };
}

/** The trial before its first question. What to press stands right below, above the composer. */
export function trialEmptyView(l10n: L10n): EmptyView {
  return {
    title: l10n.t('Break it, and watch it hold'),
    text: l10n.t(
      'Two simulated providers answer here. Ask anything, or press a button below and see what happens.',
    ),
    buttons: [],
    links: [],
    footnote: '',
  };
}
