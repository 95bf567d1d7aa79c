/*
 * How full the model's window is, as the composer shows it: a figure with "~" (all of it is
 * estimated), the parts with their sizes, and what will be left out, named.
 * Pure: whoever measures hands over the figures.
 */
import type { ContextView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import { count } from '../words/times.ts';

export type Measured = {
  readonly parts: readonly { readonly label: string; readonly tokens: number }[];
  readonly tokens: number;
  readonly windowTokens: number | 'unknown';
  readonly leftOut: readonly string[];
  readonly isOver: boolean;
  /** Whose window it is. */
  readonly name: string;
};

export function meterView(
  { parts, tokens, windowTokens, leftOut, isOver, name }: Measured,
  { t }: L10n,
): NonNullable<ContextView['meter']> {
  const size = (figure: number): string => `~${count(figure)}`;
  const isKnown = windowTokens !== 'unknown';
  const hint = isKnown
    ? t('About {0} of the {1} tokens that {2} takes', count(tokens), count(windowTokens), name)
    : t('About {0} tokens; how many {1} takes is not known', count(tokens), name);
  return {
    text: isKnown ? `${size(tokens)} / ${count(windowTokens)}` : size(tokens),
    hint,
    ...(isKnown ? { full: Math.min(1, tokens / windowTokens) } : {}),
    isOver: isOver || leftOut.length > 0,
    parts: parts
      .filter((part) => part.tokens > 0)
      .map((part) => ({ label: part.label, size: size(part.tokens) })),
    leftOut: isOver
      ? [...leftOut, t('Still too long for {0}: shorten it, or take another model', name)]
      : [...leftOut],
  };
}
