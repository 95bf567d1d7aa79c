/*
 * The one line of the status bar: who answers when all is well, who is paused when not.
 */
import type { TargetView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';

/** `● Claude` when well; `⇄ GPT · Claude paused` when not. */
export function statusText(
  views: readonly TargetView[],
  l10n: L10n,
): { text: string; words: string } {
  const on = views.filter((view) => view.state !== 'off');
  const first = on[0];
  if (first === undefined) {
    const words = l10n.t('Steadfast: no provider yet');
    return { text: `$(circle-outline) ${words}`, words };
  }
  const isUp = (view: TargetView): boolean =>
    view.state === 'working' || view.state === 'answering' || view.state === 'ready';
  if (isUp(first)) return { text: `$(circle-filled) ${first.name}`, words: first.name };
  const next = on.find(isUp);
  const trouble = `${first.name} ${shortWord(first.state, l10n)}`;
  if (next === undefined) return { text: `$(debug-pause) ${trouble}`, words: trouble };
  const words = `${next.name} · ${trouble}`;
  return { text: `$(arrow-swap) ${words}`, words };
}

function shortWord(state: TargetView['state'], l10n: L10n): string {
  switch (state) {
    case 'paused':
      return l10n.t('paused');
    case 'checking':
      return l10n.t('checking');
    case 'needs-key':
      return l10n.t('needs a key');
    default:
      return l10n.t('needs help');
  }
}
