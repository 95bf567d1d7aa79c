/*
 * The panel's end of the wire: parses what the host posts, keeps the view by snapshot and ops.
 * States: waiting (a snapshot was asked for), following (ops apply in order).
 * Promise: what is shown is exactly what the host meant, or a fresh snapshot is asked for. Old
 * batches are dropped, a gap or a misfit asks again, unknown messages are logged and dropped.
 */
import { applyOp, HostMessage, OpMismatch } from '../protocol/index.ts';
import type { ChatView, PanelMessage } from '../protocol/index.ts';

type Snapshot = Extract<HostMessage, { type: 'chat-snapshot' }>;
type Ops = Extract<HostMessage, { type: 'chat-ops' }>;

export type ContextMessage = Extract<HostMessage, { type: 'context' | 'chips' | 'context-found' }>;

export type FocusPlace = Extract<HostMessage, { type: 'focus' }>['what'];

export type PanelLinkEvents = {
  /** `seq` is to be acknowledged once the view is on the screen; absent for a snapshot. */
  onView(view: ChatView, seq: number | undefined): void;
  /** Which page of the host's this is; told before the view. */
  onPage(page: string | undefined): void;
  /** What the host kept of the last panel's draft; told before the view. */
  onDraftKept(draft: unknown): void;
  onStrings(strings: Readonly<Record<string, string>>): void;
  onFocus(what: FocusPlace): void;
  /** To be attached, or offered in the list. */
  onContext(message: ContextMessage): void;
};

export type PanelLink = { start(): void; receive(data: unknown): void };

export function createPanelLink(
  post: (message: PanelMessage) => void,
  events: PanelLinkEvents,
): PanelLink {
  let view: ChatView | undefined;
  let lastSeq = 0;

  const askAgain = (why: string): void => {
    view = undefined;
    post({ type: 'log', level: 'warn', message: `Asking for a snapshot: ${why}` });
    post({ type: 'ready' });
  };

  const takeSnapshot = (message: Snapshot): void => {
    view = message.view;
    lastSeq = message.seq;
    events.onStrings(message.strings);
    events.onPage(message.page);
    events.onDraftKept(message.draft);
    events.onView(view, undefined);
  };

  const takeOps = (message: Ops): void => {
    if (view === undefined || message.seq <= lastSeq) return;
    if (message.seq !== lastSeq + 1) return askAgain(`batch ${message.seq} after ${lastSeq}`);
    try {
      view = message.ops.reduce(applyOp, view);
    } catch (error) {
      if (!(error instanceof OpMismatch)) throw error;
      return askAgain(error.message);
    }
    lastSeq = message.seq;
    events.onView(view, lastSeq);
  };

  return {
    start: () => post({ type: 'ready' }),
    receive(data) {
      const parsed = HostMessage.safeParse(data);
      if (!parsed.success) {
        // Broken ops would leave a gap; a broken snapshot would be asked for without end.
        if (typeOf(data) === 'chat-ops' && view !== undefined) return askAgain('unreadable ops');
        const message = `Dropped a message of type ${typeOf(data)}`;
        return post({ type: 'log', level: 'warn', message });
      }
      switch (parsed.data.type) {
        case 'chat-snapshot':
          return takeSnapshot(parsed.data);
        case 'chat-ops':
          return takeOps(parsed.data);
        case 'focus':
          return events.onFocus(parsed.data.what);
        case 'context':
        case 'chips':
        case 'context-found':
          return events.onContext(parsed.data);
      }
    },
  };
}

function typeOf(data: unknown): string {
  const type: unknown = (data as { type?: unknown } | null | undefined)?.type;
  return typeof type === 'string' ? type.slice(0, 40) : typeof data;
}
