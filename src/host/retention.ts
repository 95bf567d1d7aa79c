/*
 * What is kept for how long: journals behind receipts and dashboard thirty days, figures of spend
 * thirteen months, conversations for as long as the person says (for good, unless told otherwise).
 * Looked at a minute after the start and then once a day; what is open in this window stays. It
 * never rejects: what could not be removed is told to the log and tried again the next day.
 */
import type { Clock, ConversationId, Disposable, RetentionStore } from '../core/index.ts';

const DAY_MS = 24 * 60 * 60_000;
const FIRST_MS = 60_000;
const JOURNALS_MS = 30 * DAY_MS;
/** The month that runs, and the twelve before it. */
export const FIGURES_MS = 400 * DAY_MS;

export type RetentionDeps = {
  readonly clock: Clock;
  readonly store: Pick<RetentionStore, 'forgetOlder'>;
  /** Days after its last question that a conversation is kept; 0: for good. */
  readonly days: () => number;
  readonly open: () => readonly ConversationId[];
  readonly log: (message: string) => void;
};

export function createRetention({ clock, store, days, open, log }: RetentionDeps): Disposable {
  let timer: Disposable | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    const now = clock.wallMs();
    const kept = days();
    try {
      const { conversations } = await store.forgetOlder({
        journals: now - JOURNALS_MS,
        figures: now - FIGURES_MS,
        ...(kept === 0 ? {} : { conversations: now - kept * DAY_MS, except: open() }),
      });
      if (conversations > 0)
        log(`retention: ${conversations} conversations older than ${kept} days`);
    } catch (error) {
      log(`retention: ${String(error)}`);
    }
    if (!isOver) timer = clock.after(DAY_MS, () => void look());
  };
  timer = clock.after(FIRST_MS, () => void look());
  return {
    dispose() {
      isOver = true;
      timer?.dispose();
    },
  };
}
