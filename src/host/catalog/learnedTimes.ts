/*
 * What the engine learns of time, kept as small facts so that the next window begins where this one
 * ended: worth keeping, no harm if lost. Of two windows the one that wrote last is remembered.
 * It decides nothing: limits are the engine's, and so is the figure that stands beside a silence.
 */
import type { Catalog, FactStore, Target } from '../../core/index.ts';
import { createLatencyBook, type LatencyBook } from '../../engine/index.ts';

const KIND = 'latency';

type LearnedTimesDeps = {
  readonly facts: FactStore;
  readonly wallMs: () => number;
  readonly isLocal: (providerId: string) => boolean;
  readonly catalog: Catalog;
};

export function createLearnedTimes(deps: LearnedTimesDeps): LatencyBook {
  const { facts, wallMs, isLocal, catalog } = deps;
  return createLatencyBook({
    wallMs,
    kindOf(target: Target) {
      if (isLocal(target.providerId)) return 'local';
      return catalog.get(target).reasoning === 'yes' ? 'reasoning' : 'remote';
    },
    onLearned(key, stored) {
      const fact = { kind: KIND, key, wallMs: wallMs(), text: JSON.stringify(stored) };
      facts.keepFact(fact).catch(() => undefined);
    },
  });
}

export async function restoreTimes(book: LatencyBook, facts: FactStore): Promise<void> {
  for (const { key, text } of await facts.factsOf(KIND)) book.restore(key, parse(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
