/*
 * The stamp: turns a plain note into a journal event by adding version, sequence, window and both
 * clocks, in one place and in call order.
 * It never throws and never waits: whatever the sink does, the engine goes on.
 * It does not store anything.
 */
import type { Clock, Journal, JournalEvent, WindowId } from '../core/index.ts';

export type JournalDeps = {
  readonly clock: Clock;
  readonly windowId: WindowId;
  readonly sink: (event: JournalEvent) => void;
};

export function createJournal({ clock, windowId, sink }: JournalDeps): Journal {
  let seq = 0;
  return {
    note(note) {
      seq += 1;
      const stamp = { v: 1, seq, windowId, monoMs: clock.nowMs(), wallMs: clock.wallMs() } as const;
      try {
        sink({ ...stamp, ...note });
      } catch {
        // A broken listener is its owner's bug; it must not change what happens to a question.
      }
    },
  };
}
