/*
 * Standing troubles that are no provider's: a wrong setting, no keyring, no durable store. Each is
 * one sentence with the button that helps, shown above the conversation until it is over.
 * Troubles of a single provider are told in its own row and answer, not here.
 */
import type { CauseView } from '../protocol/index.ts';
import type { L10n } from './l10n.ts';
import type { SettingProblem } from './settings/readSettings.ts';
import type { ProviderSetting } from './settings/schema.ts';
import type { Names } from './words/names.ts';

export type Notices = {
  /** A trouble that stays until the window closes; told once. */
  readonly add: (name: string, view: CauseView) => void;
  readonly list: (problems: readonly SettingProblem[]) => readonly CauseView[];
  /** Called after every `add`. */
  onChange: () => void;
};

export function createNotices(l10n: L10n): Notices {
  const standing = new Map<string, CauseView>();
  const notices: Notices = {
    onChange: () => undefined,
    add(name, view) {
      standing.set(name, view);
      notices.onChange();
    },
    list: (problems) => [
      ...problems.map((problem) => settingNotice(problem, l10n)),
      ...standing.values(),
    ],
  };
  return notices;
}

function settingNotice(problem: SettingProblem, l10n: L10n): CauseView {
  return {
    sentence: problem.message,
    buttons: [
      {
        label: l10n.t('Open setting'),
        action: 'open-setting',
        args: { setting: problem.setting },
      },
    ],
  };
}

/**
 * Settings travel between computers, keys do not. One sentence for all who lack theirs, as soon as
 * one of them would be asked by itself; who is only asked when chosen says it in its own row.
 */
export function keysNotices(
  l10n: L10n,
  lacking: readonly Pick<ProviderSetting, 'id' | 'armed'>[],
  names: Pick<Names, 'provider'>,
): readonly CauseView[] {
  if (!lacking.some(({ armed }) => armed)) return [];
  const all = lacking.map(({ id }) => names.provider(id)).join(', ');
  const isOne = lacking.length === 1;
  return [
    {
      sentence: isOne
        ? l10n.t('{0} needs a key on this computer.', all)
        : l10n.t('{0} need their keys on this computer.', all),
      kept: l10n.t('Settings travel between computers, keys do not.'),
      buttons: [
        { label: isOne ? l10n.t('Enter key') : l10n.t('Enter keys'), action: 'add-key' },
        { label: l10n.t('Show providers'), action: 'show-providers' },
      ],
    },
  ];
}

/** Questions of chats that nobody looks at just now, and that only go when the person says so. */
export function queueNotice(l10n: L10n, count: number): readonly CauseView[] {
  if (count === 0) return [];
  return [
    {
      sentence:
        count === 1
          ? l10n.t('A question in another chat waits for your word.')
          : l10n.t('{0} questions in other chats wait for your word.', count),
      kept: l10n.t('It was not sent by itself: too much time has passed, or the window closed.'),
      buttons: [{ label: l10n.t('Show'), action: 'show-queued' }],
    },
  ];
}

export function keyringNotice(l10n: L10n, why: string): CauseView {
  return {
    sentence: l10n.t('This computer has no working keyring: keys last until the window closes.'),
    detail: why,
    buttons: [{ label: l10n.t('Show log'), action: 'open-log' }],
  };
}

/** `isMemoryOnly`: nothing more is stored in this window; else only what `what` speaks of. */
export function storeNotice(
  l10n: L10n,
  problem: { readonly what: string; readonly remedy: string; readonly isMemoryOnly: boolean },
): CauseView {
  const { what, remedy, isMemoryOnly } = problem;
  return {
    sentence: isMemoryOnly ? l10n.t('Conversations are kept in memory only. {0}', what) : what,
    detail: remedy,
    buttons: [{ label: l10n.t('Show log'), action: 'open-log' }],
  };
}
