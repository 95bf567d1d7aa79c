/*
 * The door to `queue/`: questions that wait until somebody can answer. Its code is loaded when
 * something waits, or is to wait; a start of the editor only looks into the store.
 * Before that nothing waits, as far as anybody is shown.
 */
import type { ConversationId, Disposable, JournalEvent, QueuedQuestion } from '../core/index.ts';
import type { QueuedView } from '../protocol/index.ts';
import type { QuestionQueue } from './queue/questionQueue.ts';
import type { QueueDeps } from './queue/queueRoom.ts';

export type QueueLater = Disposable & {
  readonly viewOf: (turnId: string) => QueuedView | undefined;
  readonly rows: () => readonly QueuedQuestion[];
  /** Also what other windows and former starts have left. Never rejects. */
  readonly look: () => Promise<void>;
  readonly put: (conversationId: ConversationId, turnId: string) => Promise<void>;
  readonly takeBack: (turnId: string) => Promise<void>;
  readonly sendNow: (turnId: string) => Promise<void>;
  readonly note: (event: JournalEvent) => void;
  /** What becomes of a question has changed. */
  onChange: () => void;
  /** The person wants to see this chat. */
  onShow: (conversationId: ConversationId) => unknown;
};

type Loaded = { readonly createQuestionQueue: (deps: QueueDeps) => QuestionQueue };

/** `load` is for tests. */
export function queueLater(
  deps: QueueDeps,
  load: () => Promise<Loaded> = () => import('./queue/questionQueue.ts'),
): QueueLater {
  let queue: QuestionQueue | undefined;
  let loading: Promise<QuestionQueue> | undefined;
  let isGone = false;
  /** Whether this computer is offline is told once, when that changes. */
  let lastNetwork: JournalEvent | undefined;
  const open = async (): Promise<QuestionQueue> => {
    const { createQuestionQueue } = await load();
    queue = createQuestionQueue({
      ...deps,
      onChange(turnIds) {
        deps.onChange(turnIds);
        later.onChange();
      },
    });
    if (lastNetwork !== undefined) queue.note(lastNetwork);
    if (isGone) queue.dispose();
    return queue;
  };
  const opened = (): Promise<QuestionQueue> => (loading ??= open());
  const later: QueueLater = {
    onChange: () => undefined,
    onShow: () => undefined,
    viewOf: (turnId) => queue?.viewOf(turnId),
    rows: () => queue?.rows() ?? [],
    async look() {
      try {
        if (queue === undefined && (await deps.store.queued()).length === 0) return;
        await (await opened()).look();
      } catch (error) {
        deps.log(`queue: ${String(error)}`);
      }
    },
    put: async (conversationId, turnId) => (await opened()).put(conversationId, turnId),
    takeBack: async (turnId) => (await opened()).takeBack(turnId),
    sendNow: async (turnId) => (await opened()).sendNow(turnId),
    note(event) {
      if (event.type === 'offline-changed') lastNetwork = event;
      queue?.note(event);
    },
    dispose() {
      isGone = true;
      queue?.dispose();
    },
  };
  return later;
}
