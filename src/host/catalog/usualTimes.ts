/*
 * How long each model usually takes for its first sign of work, on this person's own questions: the
 * middle of the last answers, so that one bad day does not count as usual. Small facts in the
 * store; worth keeping, no harm if lost.
 * It decides nothing: it stands beside a silence, so that one can judge how long it was.
 */
import { targetKey, type FactStore, type JournalEvent, type Target } from '../../core/index.ts';

const KIND = 'first-word';
const KEPT_MAX = 25;
/** Fewer are no habit. */
const ENOUGH = 3;

export type UsualTimes = {
  readonly note: (event: JournalEvent) => void;
  /** Milliseconds; undefined where it is not known. */
  readonly of: (target: Target) => number | undefined;
  readonly restore: () => Promise<void>;
};

export function createUsualTimes(facts: FactStore, wallMs: () => number): UsualTimes {
  const known = new Map<string, readonly number[]>();
  return {
    note(event) {
      if (event.type !== 'first-progress') return;
      const key = targetKey(event.target);
      const times = [...(known.get(key) ?? []), Math.round(event.afterMs)].slice(-KEPT_MAX);
      known.set(key, times);
      const fact = { kind: KIND, key, wallMs: wallMs(), text: JSON.stringify(times) };
      facts.keepFact(fact).catch(() => undefined);
    },
    of(target) {
      const times = known.get(targetKey(target)) ?? [];
      if (times.length < ENOUGH) return undefined;
      return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
    },
    async restore() {
      for (const { key, text } of await facts.factsOf(KIND)) {
        const times = [...parse(text), ...(known.get(key) ?? [])].slice(-KEPT_MAX);
        if (times.length > 0) known.set(key, times);
      }
    },
  };
}

function parse(text: string): readonly number[] {
  try {
    const read: unknown = JSON.parse(text);
    const isTime = (value: unknown): value is number =>
      typeof value === 'number' && Number.isFinite(value) && value >= 0;
    return Array.isArray(read) ? read.filter(isTime) : [];
  } catch {
    return [];
  }
}
