/*
 * What a newcomer sees before any provider is there: one button, few links, one promise. The button
 * is whatever is nearest to an answer: a server on this computer, which needs no key, then keys
 * that are in the environment already, then a key that is typed.
 * The promise made here is kept elsewhere: consent by the router, keys by the key ring. Nothing is
 * started or sent by looking at it.
 */
import type { ButtonView, EmptyView } from '../../protocol/index.ts';
import type { LocalServer } from '../../providers/index.ts';
import { NOTHING_FOUND, type FoundHere } from '../firstRun/firstLook.ts';
import type { L10n } from '../l10n.ts';
import { foundSentence } from '../local/localWords.ts';

export function emptyView(l10n: L10n, found: FoundHere = NOTHING_FOUND): EmptyView {
  const { servers, hasKeys, tools } = found;
  const ready = servers.find(({ models }) => models.length > 0);
  const add: ButtonView = { label: l10n.t('Add your key'), action: 'add-provider' };
  const fitting: readonly ButtonView[] = [
    ...(ready === undefined ? [] : [useFound(ready, l10n)]),
    ...(hasKeys ? [importKeys(l10n)] : []),
  ];
  const [first = add, ...others] = fitting;
  const imports: readonly ButtonView[] =
    tools.length === 0
      ? []
      : [{ label: l10n.t('Import from {0}', tools.join(', ')), action: 'import-providers' }];
  return {
    title: l10n.t('Always an answer'),
    text: l10n.t(
      'You get an answer, you know where it came from, and nothing leaves this computer without your say.',
    ),
    ...(servers.length === 0 ? {} : { found: foundSentence(servers, l10n) }),
    buttons: [{ ...first, primary: true }],
    links: [
      ...others,
      ...imports,
      ...(first === add ? [] : [add]),
      { label: l10n.t('Try it without a key'), action: 'try-without-key' },
      { label: l10n.t('How it works'), action: 'get-started' },
    ],
    footnote: l10n.t("Keys stay in this computer's keychain. No account, no telemetry."),
  };
}

function useFound({ label, baseUrl }: LocalServer, l10n: L10n): ButtonView {
  return { label: l10n.t('Use {0}, found here', label), action: 'use-found', args: { baseUrl } };
}

function importKeys(l10n: L10n): ButtonView {
  return { label: l10n.t('Import the keys found in your environment'), action: 'import-keys' };
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
