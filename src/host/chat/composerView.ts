/*
 * The composer's surroundings: who will be asked, whether anybody can be, and in the trial a few
 * things to try.
 * Pure: the same chain gives the same view, and no model is chosen here.
 */
import type { ChainEntry } from '../../core/index.ts';
import type { ComposerView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from '../words/names.ts';
import { suggestions } from '../demo.ts';

export type ComposerInput = {
  readonly chain: readonly ChainEntry[];
  readonly names: Names;
  readonly l10n: L10n;
  readonly isTrial: boolean;
  readonly isPrivate: boolean;
  /** The turn under way, if any. */
  readonly busyTurnId: string | undefined;
};

export function composerView(input: ComposerInput): ComposerView {
  const { l10n, names, busyTurnId } = input;
  const asked = input.chain
    .filter((entry) => entry.enabled && entry.armed)
    .map((entry) => names.target(entry.target));
  return {
    placeholder: input.isPrivate
      ? l10n.t('Ask in private: nothing of this chat is stored')
      : l10n.t('Ask anything…'),
    who: asked.length === 0 ? l10n.t('No model yet') : l10n.t('Auto · {0}', asked.join(', ')),
    canSend: asked.length > 0,
    ...(busyTurnId === undefined ? {} : { busyTurnId }),
    suggestions: input.isTrial && busyTurnId === undefined ? suggestions(l10n) : [],
  };
}
