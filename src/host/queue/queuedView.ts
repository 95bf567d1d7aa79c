/*
 * A question that waits, as the panel shows it under its bubble: what will happen to it, and the
 * ways out. Sent by itself only soon, and only by the window that put it there; later, or after a
 * restart, it asks first and names what has changed. What may have been sent is never sent by
 * itself. Pure.
 */
import type { QueuedQuestion, WindowId } from '../../core/index.ts';
import type { ButtonView, QueuedView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import { ago } from '../words/times.ts';

/** So long it is sent without a further word. */
export const BY_ITSELF_MS = 30 * 60_000;

export type QueueSeen = {
  readonly windowId: WindowId;
  readonly wallMs: number;
  readonly l10n: L10n;
  /** What was attached and has changed since the question was asked. */
  readonly changed: readonly string[];
};

/** Sent by itself, by this window, as soon as somebody can answer. */
export function goesByItself(
  { state, windowId, queuedWallMs }: QueuedQuestion,
  seen: Pick<QueueSeen, 'windowId' | 'wallMs'>,
): boolean {
  const isYoung = Math.abs(seen.wallMs - queuedWallMs) < BY_ITSELF_MS;
  return state === 'waiting' && windowId === seen.windowId && isYoung;
}

/** Undefined while this window sends it: the answer under way says enough. */
export function queuedView(row: QueuedQuestion, seen: QueueSeen): QueuedView | undefined {
  const { l10n } = seen;
  const send = (label: string): ButtonView => ({ label, action: 'send-queued', primary: true });
  const edit: ButtonView = { label: l10n.t('Edit'), action: 'edit-question' };
  const cancel: ButtonView = { label: l10n.t('Cancel'), action: 'unqueue' };
  if (row.state === 'sending') {
    const sentence = l10n.t('Another window is sending this.');
    return row.windowId === seen.windowId ? undefined : { state: 'sending', sentence, buttons: [] };
  }
  if (row.state === 'doubtful')
    return {
      state: 'doubtful',
      sentence: l10n.t('This may have been sent.'),
      detail: l10n.t('The window closed while it was on its way. It is not sent again by itself.'),
      buttons: [send(l10n.t('Send again')), edit, cancel],
    };
  if (goesByItself(row, seen))
    return {
      state: 'waiting',
      sentence: l10n.t('Queued. Sent when someone is back.'),
      buttons: [edit, cancel],
    };
  return {
    state: 'ask',
    sentence: l10n.t('Send now?'),
    detail: sinceWhen(row, seen),
    buttons: [send(l10n.t('Send')), edit, cancel],
  };
}

function sinceWhen({ queuedWallMs }: QueuedQuestion, { wallMs, l10n, changed }: QueueSeen): string {
  const when = ago(Math.max(0, wallMs - queuedWallMs), l10n);
  return changed.length === 0
    ? l10n.t('Queued {0}.', when)
    : l10n.t('Queued {0}; {1} changed since.', when, changed.join(', '));
}
