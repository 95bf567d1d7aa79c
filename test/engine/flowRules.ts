// The checker's rules of flow: budgets of repeats, places, and their queues. In the journals it reads
// each provider is a family of its own. Numbers in brackets are the invariants of the reliability
// notes.

import type { JournalEvent } from '../../src/core/index.ts';

export function flow(journal: readonly JournalEvent[]): string[] {
  return budgets(journal);
}

const REPEATS: readonly string[] = ['retry', 'hedge', 'continuation'];

/** (9, 10) Repeats ≤ 0.2 × answers + 10 + minutes, and no token below zero. */
function budgets(journal: readonly JournalEvent[]): string[] {
  const counts = new Map<string, { repeats: number; answers: number }>();
  const startMs = journal[0]?.monoMs ?? 0;
  return journal.flatMap((event) => {
    if (event.type === 'repeat-refused' && event.left < 0)
      return [`tokens below zero: ${event.seq}`];
    if (event.type !== 'attempt-started' && event.type !== 'attempt-ended') return [];
    const family = event.target.providerId;
    const count = counts.get(family) ?? { repeats: 0, answers: 0 };
    counts.set(family, count);
    if (event.type === 'attempt-ended') count.answers += event.outcome === 'finished' ? 1 : 0;
    else if (REPEATS.includes(event.origin)) count.repeats += 1;
    const allowed = 0.2 * count.answers + 10 + (event.monoMs - startMs) / 60_000;
    return count.repeats > allowed + 1e-9 ? [`too many repeats at ${family}: ${event.seq}`] : [];
  });
}
