/*
 * The one line of the status bar: who answers when all is well, who is paused when not.
 * Made from the same views as the strip, so that the two never disagree.
 * It never names two troubles: the table in the tooltip has them all.
 */
import type { TargetView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';

type StatusText = { readonly text: string; readonly words: string };

/** With how many questions wait to be sent, where any do: `‖ Claude paused · 1 queued`. */
export function statusText(views: readonly TargetView[], l10n: L10n, queued = 0): StatusText {
  const { text, words } = whoText(views, l10n);
  if (queued === 0) return { text, words };
  const waiting = l10n.t('{0} queued', queued);
  return { text: `${text} · ${waiting}`, words: `${words} · ${waiting}` };
}

/**
 * `views`: who may be asked, in order (the strip's). `● Claude` when well; `⇄ GPT · Claude paused`
 * when not.
 */
function whoText(views: readonly TargetView[], l10n: L10n): StatusText {
  const first = views[0];
  if (first === undefined) {
    const words = l10n.t('Steadfast: nobody to ask yet');
    return { text: `$(circle-outline) ${words}`, words };
  }
  const helper = views.find((view) => view.state === 'answering');
  const isUp = (view: TargetView): boolean =>
    view.state === 'working' || view.state === 'answering' || view.state === 'ready';
  if (helper !== undefined && helper !== first && isUp(first)) {
    const words = l10n.t('{0} answering', helper.name);
    return { text: `$(arrow-swap) ${words}`, words };
  }
  if (isUp(first)) return { text: `$(circle-filled) ${first.name}`, words: first.name };
  const next = views.find(isUp);
  const trouble = `${first.name} ${shortWord(first.state, l10n)}`;
  const icon = first.state === 'needs-key' ? 'key' : 'debug-pause';
  if (next === undefined) return { text: `$(${icon}) ${trouble}`, words: trouble };
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
