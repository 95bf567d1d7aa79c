/*
 * The composer's surroundings: who will be asked, whether anybody can be, and in the trial a few
 * things to try. What the person chose for the conversation stands in it as it is.
 * Pure: the same chain and choice give the same view, and no model is chosen here.
 */
import type { ChainEntry } from '../../core/index.ts';
import type { ComposerView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from '../words/names.ts';
import { suggestions } from '../demo.ts';
import type { AskedLimits } from './choices.ts';

export type ComposerInput = {
  readonly chain: readonly ChainEntry[];
  /** Who would be asked for the next question, in order. */
  readonly asked: readonly ChainEntry[];
  readonly limits: AskedLimits;
  readonly names: Names;
  readonly l10n: L10n;
  readonly isTrial: boolean;
  readonly isPrivate: boolean;
  /** The turn under way, if any. */
  readonly busyTurnId: string | undefined;
};

export function composerView(input: ComposerInput): ComposerView {
  const { l10n, busyTurnId } = input;
  const bound = boundWord(input.limits, l10n);
  return {
    placeholder: input.isPrivate
      ? l10n.t('Ask in private: nothing of this chat is stored')
      : l10n.t('Ask anything…'),
    who: whoWord(input),
    ...(bound === undefined ? {} : { bound }),
    canSend: canSend(input),
    ...(busyTurnId === undefined ? {} : { busyTurnId }),
    suggestions: input.isTrial && busyTurnId === undefined ? suggestions(l10n) : [],
  };
}

/** Where somebody could be asked but for what was chosen here, asking says what is in the way. */
function canSend({ chain, limits }: ComposerInput): boolean {
  const isPicked = limits.only !== undefined || limits.first !== undefined;
  return isPicked || chain.some((entry) => entry.enabled && entry.armed);
}

function whoWord({ chain, asked, limits, names, l10n }: ComposerInput): string {
  const { only, first } = limits;
  if (only !== undefined) return l10n.t('{0} only', names.target(only));
  if (first !== undefined) return l10n.t('{0} first', names.target(first));
  if (asked.length > 0)
    return l10n.t('Auto · {0}', asked.map(({ target }) => names.target(target)).join(', '));
  const isBarred = chain.some((entry) => entry.enabled && entry.armed);
  return isBarred ? l10n.t('Nobody may be asked') : l10n.t('No model yet');
}

function boundWord({ localOnly, tier }: AskedLimits, l10n: L10n): string | undefined {
  if (localOnly) return l10n.t('Local only');
  if (tier === 'any') return undefined;
  return tier === 'local' ? l10n.t('Tier local') : l10n.t('Trusted only');
}
