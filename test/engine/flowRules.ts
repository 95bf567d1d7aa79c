// The checker's rules of flow: budgets of repeats, places, and their queues. In the journals it reads
// each provider is a family of its own. Numbers in brackets are the invariants of the reliability
// notes.

import type { JournalEvent } from '../../src/core/index.ts';

type Rules = {
  readonly places?: (providerId: string) => number;
  readonly perMinute?: (providerId: string) => number;
};

export function flow(journal: readonly JournalEvent[], rules: Rules): string[] {
  return [
    ...budgets(journal),
    ...places(journal, rules),
    ...queues(journal),
    ...minutes(journal, rules),
  ];
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

/** Where the limiter begins. */
const SLOTS = 8;

/** (13, 14) Attempts that are live at once, without probes, are no more than there are places. */
function places(journal: readonly JournalEvent[], { places: placesAt }: Rules): string[] {
  const lanes = new Map<string, string>();
  const live = new Map<string, Set<string>>();
  const limits = new Map<string, number>();
  return journal.flatMap((event) => {
    if (event.type === 'request-started') lanes.set(event.requestId, event.lane);
    if (event.type === 'slots-changed') limits.set(event.providerId, event.to);
    if (event.type !== 'attempt-started' && event.type !== 'attempt-ended') return [];
    const { providerId } = event.target;
    const here = live.get(providerId) ?? new Set();
    live.set(providerId, here);
    if (event.type === 'attempt-ended') {
      here.delete(event.attemptId);
      return [];
    }
    if (lanes.get(event.requestId) === 'probe') return [];
    here.add(event.attemptId);
    const limit = limits.get(providerId) ?? placesAt?.(providerId) ?? SLOTS;
    return here.size > limit ? [`${here.size} at ${limit} places of ${providerId}`] : [];
  });
}

/** (13) First come, first served within a lane of an account, and no queue beyond its bound. */
function queues(journal: readonly JournalEvent[]): string[] {
  const waiting: { readonly requestId: string; readonly line: string }[] = [];
  /** How many of its own line stood in front of it. */
  const leave = (requestId: string): number => {
    const index = waiting.findIndex((one) => one.requestId === requestId);
    if (index < 0) return 0;
    const [gone] = waiting.splice(index, 1);
    return waiting.slice(0, index).filter(({ line }) => line === gone?.line).length;
  };
  return journal.flatMap((event) => {
    if (event.type === 'slot-queued') {
      const { requestId, lane, target } = event;
      waiting.push({ requestId, line: `${target.providerId} ${lane}` });
      const count = waiting.filter(({ line }) => line.startsWith(`${target.providerId} `)).length;
      return count > 101 ? [`${count} wait at ${target.providerId}`] : [];
    }
    if (event.type === 'slot-refused' || event.type === 'request-ended') leave(event.requestId);
    if (event.type !== 'wait-ended') return [];
    const passed = leave(event.requestId);
    const isServed = event.by === 'change';
    return isServed && passed > 0 ? [`${event.requestId} passed ${passed} in its own lane`] : [];
  });
}

/** The person's own limit: never more in any minute, but for what the person hurried or switched. */
function minutes(journal: readonly JournalEvent[], { perMinute }: Rules): string[] {
  const sent = new Map<string, number[]>();
  const hurried = new Set<string>();
  return journal.flatMap((event) => {
    if (event.type === 'wait-ended' && (event.by === 'try-now' || event.by === 'switch'))
      hurried.add(event.requestId);
    if (event.type !== 'attempt-started') return [];
    const { providerId } = event.target;
    const recent = (sent.get(providerId) ?? []).filter((at) => at > event.monoMs - 60_000);
    sent.set(providerId, [...recent, event.monoMs]);
    const isOver = recent.length >= (perMinute?.(providerId) ?? Infinity);
    return isOver && !hurried.has(event.requestId) ? [`over the limit: ${event.attemptId}`] : [];
  });
}
