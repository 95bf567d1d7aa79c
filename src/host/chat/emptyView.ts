/*
 * What a newcomer sees before any provider is there: one button, few links, one promise. A server
 * that was found on this computer comes first: it needs no key.
 * The promise made here is kept elsewhere: consent by the router, keys by the key ring. Nothing is
 * started or sent by looking at it.
 */
import type { ButtonView, EmptyView } from '../../protocol/index.ts';
import type { LocalServer } from '../../providers/index.ts';
import type { L10n } from '../l10n.ts';
import { foundSentence } from '../local/localWords.ts';

export function emptyView(l10n: L10n, servers: readonly LocalServer[] = []): EmptyView {
  const ready = servers.find(({ models }) => models.length > 0);
  const add: ButtonView = {
    label: l10n.t('Add a provider'),
    action: 'add-provider',
    primary: true,
  };
  const other: ButtonView = { label: l10n.t('Add another provider'), action: 'add-provider' };
  const trial: ButtonView = { label: l10n.t('Try it without a key'), action: 'try-without-key' };
  return {
    title: l10n.t('Always an answer'),
    text: l10n.t(
      'You get an answer, you know where it came from, and nothing leaves this computer without your say.',
    ),
    ...(servers.length === 0 ? {} : { found: foundSentence(servers, l10n) }),
    buttons: [ready === undefined ? add : useFound(ready, l10n)],
    links: ready === undefined ? [trial] : [other, trial],
    footnote: l10n.t("Keys stay in this computer's keychain. No account, no telemetry."),
  };
}

function useFound({ label, baseUrl }: LocalServer, l10n: L10n): ButtonView {
  const text = l10n.t('Use {0}, found here', label);
  return { label: text, action: 'use-found', primary: true, args: { baseUrl } };
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
