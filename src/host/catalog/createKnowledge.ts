/*
 * What the product knows and learns of models, in one piece: the catalog, the estimator with its
 * calibrations, the vendors' lists, and how long everything takes. The packaged table and what
 * earlier windows left are loaded once, by the first who asks for it; until then the catalog
 * answers from what is there. Nothing of it is needed to answer a question, so a failure to load is
 * told and otherwise ignored.
 */
import type { FactStore } from '../../core/index.ts';
import {
  createTokenEstimator,
  type Calibration,
  type CalibratedEstimator,
  type LatencyBook,
} from '../../engine/index.ts';
import { createCatalog, type CatalogDeps, type HostCatalog } from './createCatalog.ts';
import { createLearnedTimes } from './learnedTimes.ts';
import { createModelLists, type ModelLists } from './modelLists.ts';
import type { PriceTable } from './priceTable.ts';

const KIND = 'token-calibration';

export type Knowledge = {
  readonly catalog: HostCatalog;
  readonly estimator: CalibratedEstimator;
  readonly lists: ModelLists;
  /** How long each model takes. */
  readonly latency: LatencyBook;
  /** Loads what is not loaded yet; never rejects. */
  readonly ready: () => Promise<void>;
};

export type KnowledgeDeps = Omit<CatalogDeps, 'table' | 'listed'> & {
  readonly facts: FactStore;
  readonly readTable: () => Promise<PriceTable>;
  readonly log: (message: string) => void;
};

export function createKnowledge(deps: KnowledgeDeps): Knowledge {
  const { facts, log, wallMs } = deps;
  let table: PriceTable | undefined;
  let loading: Promise<void> | undefined;
  const lists = createModelLists(facts, wallMs);
  const catalog = createCatalog({ ...deps, table: () => table, listed: lists.model });
  const times = createLearnedTimes({ ...deps, catalog });
  const estimator = createTokenEstimator((key, value) => {
    const fact = { kind: KIND, key, wallMs: wallMs(), text: JSON.stringify(value) };
    facts.keepFact(fact).catch(() => undefined);
  });
  const load = async (): Promise<void> => {
    const parts = [
      deps.readTable().then((read) => {
        table = read;
      }),
      lists.restore(),
      times.restore(),
      restore(estimator, facts),
    ];
    for (const { status, reason } of (await Promise.allSettled(parts)) as PromiseRejectedResult[]) {
      if (status === 'rejected') log(`catalog: ${String(reason)}`);
    }
  };
  return {
    catalog,
    estimator,
    lists,
    latency: times.book,
    ready: () => (loading ??= load()),
  };
}

async function restore(estimator: CalibratedEstimator, facts: FactStore): Promise<void> {
  for (const { key, text } of await facts.factsOf(KIND)) {
    const { reported, plain, spread } = parse(text);
    if ([reported, plain, spread].every((figure) => typeof figure === 'number')) {
      estimator.restore(key, { reported, plain, spread } as Calibration);
    }
  }
}

function parse(text: string): { readonly [Field in keyof Calibration]?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}
