/*
 * Why nobody was asked at all, in one sentence with the button that helps: the privacy of the
 * conversation, a model that was picked and cannot answer, a key that is missing.
 * Made from what the router passed over; without that it says only that there is nobody.
 */
import { targetKey, type ErrorRecord, type PassedOver, type SkipReason } from '../../core/index.ts';
import type { ButtonView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from './names.ts';

type Context = { readonly l10n: L10n; readonly names: Names };

/** In the order of what is said: one sentence for all of them. */
const TOLD: readonly SkipReason[] = [
  ...([
    'not-local',
    'tier',
    'needs-key',
    'off',
    'context',
    'vision',
    'tools',
    'not-armed',
  ] as const),
];

/** Undefined where this error says nothing of it. */
export function nobodySentence({ passedOver }: ErrorRecord, context: Context): string | undefined {
  const { l10n, names } = context;
  const told = tellingOf(passedOver);
  if (told === undefined) return undefined;
  const who = names.target(told.target);
  const isPicked = passedOver?.some(({ reason }) => reason === 'not-picked') ?? false;
  switch (told.reason) {
    case 'not-local':
      return isPicked
        ? l10n.t('This chat is local only, and {0} is not on this computer.', who)
        : l10n.t('This chat is local only, and nobody on this computer may be asked.');
    case 'tier':
      return isPicked
        ? l10n.t('This chat may not go as far as {0}.', who)
        : l10n.t('This chat may not go as far as anybody who could be asked.');
    case 'needs-key':
      return l10n.t('{0} needs a key on this computer.', who);
    case 'off':
      return l10n.t('{0} is off, or no longer there.', who);
    case 'context':
      return l10n.t('This question is too long for {0}.', who);
    case 'vision':
      return l10n.t('{0} sees no images.', who);
    case 'tools':
      return l10n.t('{0} uses no tools.', who);
    case 'not-armed':
      return l10n.t('Nobody may be asked without being chosen.');
    default:
      return undefined;
  }
}

export function nobodyButtons(
  { passedOver }: ErrorRecord,
  { l10n }: Context,
): readonly ButtonView[] | undefined {
  const told = tellingOf(passedOver);
  if (told === undefined) return undefined;
  const choose: ButtonView = { label: l10n.t('Choose model'), action: 'choose-model' };
  const { providerId } = told.target;
  const args = { providerId, targetKey: targetKey(told.target) };
  const key: ButtonView = { label: l10n.t('Set key'), action: 'set-key', args };
  const add: ButtonView = { label: l10n.t('Add provider'), action: 'add-provider' };
  if (told.reason === 'needs-key') return [{ ...key, primary: true }, choose];
  return told.reason === 'not-local'
    ? [{ ...choose, primary: true }, add]
    : [{ ...choose, primary: true }];
}

function tellingOf(passedOver: readonly PassedOver[] = []): PassedOver | undefined {
  return TOLD.map((wanted) => passedOver.find(({ reason }) => reason === wanted)).find(
    (one) => one !== undefined,
  );
}
