/*
 * An answer to less than what was asked, in one plain sentence with the button that helps: the
 * server left the beginning out because the window it has open for the model is too small.
 * Our own figure is an estimate, and marked with "~".
 */
import { targetKey, type CutPrompt, type Target } from '../../core/index.ts';
import type { CauseView } from '../../protocol/index.ts';
import type { CauseContext } from './causes.ts';
import { count } from './times.ts';

export function cutPromptSentence(
  cut: CutPrompt,
  target: Target,
  { l10n, names }: Pick<CauseContext, 'l10n' | 'names'>,
): string {
  return l10n.t(
    '{0} read only {1} of {2} tokens: the beginning did not fit into its context.',
    names.target(target),
    count(cut.readTokens),
    `~${count(cut.estimatedTokens)}`,
  );
}

export function cutPromptView(
  cut: CutPrompt,
  target: Target,
  context: Pick<CauseContext, 'l10n' | 'names'>,
): CauseView {
  const { l10n } = context;
  return {
    sentence: cutPromptSentence(cut, target, context),
    detail: l10n.t(
      'Set "contextTokens" of "{0}" in steadfast.models to open a larger one; it takes more memory.',
      targetKey(target),
    ),
    buttons: [
      {
        label: l10n.t('Open setting'),
        action: 'open-setting',
        args: { setting: 'steadfast.models' },
      },
    ],
  };
}
