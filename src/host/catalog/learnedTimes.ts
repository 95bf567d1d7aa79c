/*
 * What the engine learns of time, kept as small facts so that the next window begins where this one
 * ended: worth keeping, no harm if lost. Windows add up: before one writes, it reads what another
 * has left meanwhile and puts both together, so that none of them forgets for the others. Two that
 * write in the same instant may lose one answer's lesson.
 * It decides nothing: limits are the engine's, and so is the figure that stands beside a silence.
 */
import type { Catalog, FactStore, Target } from '../../core/index.ts';
import { createLatencyBook, mergeRecords, type LatencyBook } from '../../engine/index.ts';

const KIND = 'latency';

type LearnedTimesDeps = {
  readonly facts: FactStore;
  readonly wallMs: () => number;
  readonly isLocal: (providerId: string) => boolean;
  readonly catalog: Catalog;
};

export type LearnedTimes = {
  readonly book: LatencyBook;
  /** Takes up what earlier windows left, once. */
  readonly restore: () => Promise<void>;
};

export function createLearnedTimes(deps: LearnedTimesDeps): LearnedTimes {
  const { facts, wallMs, isLocal, catalog } = deps;
  /** What lay in the store when this window last read or wrote it. */
  const lain = new Map<string, unknown>();
  const waiting = new Set<string>();
  let writing = Promise.resolve();
  let isPlanned = false;

  const stored = async (): Promise<ReadonlyMap<string, string>> =>
    new Map((await facts.factsOf(KIND)).map(({ key, text }) => [key, text]));
  const keep = async (): Promise<void> => {
    isPlanned = false;
    if (waiting.size === 0) return;
    const texts = await stored();
    const keys = [...waiting];
    waiting.clear();
    // From here to the last write nothing is awaited: what is learned meanwhile comes next time.
    const written = keys.flatMap((key) => {
      const theirs = parse(texts.get(key) ?? '');
      const all = mergeRecords({ base: lain.get(key), ours: book.record(key), theirs }, wallMs());
      if (all === undefined) return [];
      lain.set(key, all);
      book.adopt(key, all);
      return facts.keepFact({ kind: KIND, key, wallMs: wallMs(), text: JSON.stringify(all) });
    });
    await Promise.all(written);
  };

  const book = createLatencyBook({
    wallMs,
    kindOf(target: Target) {
      if (isLocal(target.providerId)) return 'local';
      return catalog.get(target).reasoning === 'yes' ? 'reasoning' : 'remote';
    },
    onLearned(key) {
      waiting.add(key);
      if (isPlanned) return;
      isPlanned = true;
      writing = writing.then(keep).catch(() => undefined);
    },
  });
  return {
    book,
    async restore() {
      for (const [key, text] of await stored()) {
        // Met already, with the first thing that was learned here.
        if (lain.has(key)) continue;
        const record = parse(text);
        lain.set(key, record);
        book.restore(key, record);
      }
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
