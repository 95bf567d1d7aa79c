/*
 * What a newcomer sees before any provider is there: one button, one link, one promise.
 * The promise made here is kept elsewhere: consent by the router, keys by the key ring. Nothing is
 * started or sent by looking at it.
 */
import type { ComposerView, EmptyView } from '../../protocol/index.ts';
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

export function suggestions(l10n: L10n): ComposerView['suggestions'] {
  return [
    {
      label: l10n.t('What if my provider goes down?'),
      question: l10n.t('What happens if my provider goes down?'),
    },
    {
      label: l10n.t('What leaves my computer?'),
      question: l10n.t('What leaves this computer, and who decides?'),
    },
  ];
}
