/*
 * Facts for as long as the window lasts: for where there is no file, and for tests.
 * Keeps the same contract as the file.
 * It is never closed: there is nothing to let go of.
 */
import type { Fact, FactStore } from '../core/index.ts';

export function createMemoryFactStore(): FactStore {
  const kept = new Map<string, Fact>();
  return {
    keepFact(fact) {
      kept.set(JSON.stringify([fact.kind, fact.key]), { ...fact });
      return Promise.resolve();
    },
    factsOf: (kind) =>
      Promise.resolve(
        [...kept.values()]
          .filter((fact) => fact.kind === kind)
          .toSorted((a, b) => b.wallMs - a.wallMs || (a.key < b.key ? -1 : 1)),
      ),
  };
}
