/*
 * The vendors' lists of models, kept: the last good list of each address survives a failure of the
 * endpoint and the end of the window, with the time at which it was read. A list is read anew only
 * when somebody asks for that (a person at a picker); nothing here asks by itself. Two entries at
 * one address share a list.
 */
import * as z from 'zod/mini';
import type { FactStore, ModelId, ModelInfo, Provider } from '../../core/index.ts';
import type { Place } from './createCatalog.ts';

const KIND = 'model-list';
/** Above what the largest brokers list; the rest of a list that never ends is of no use. */
const MODELS_MAX = 5000;

export type ModelList = { readonly models: readonly ModelInfo[]; readonly readWallMs: number };

export type ModelLists = {
  readonly of: (place: Place) => ModelList | undefined;
  readonly model: (place: Place, modelId: ModelId) => ModelInfo | undefined;
  /** Asks the endpoint and keeps its list. Throws `ChatError`; the list that was there stays. */
  refresh(
    place: Place,
    provider: Pick<Provider, 'listModels'>,
    signal: AbortSignal,
  ): Promise<ModelList>;
  /** Takes up the lists of earlier windows. What cannot be read is left out. */
  restore(): Promise<void>;
};

export function createModelLists(store: FactStore, wallMs: () => number): ModelLists {
  const lists = new Map<string, ModelList>();
  const byId = new WeakMap<ModelList, ReadonlyMap<string, ModelInfo>>();
  const of = (place: Place): ModelList | undefined => lists.get(keyOf(place));
  return {
    of,
    model(place, modelId) {
      const list = of(place);
      if (list === undefined) return undefined;
      const known = byId.get(list) ?? new Map(list.models.map((model) => [model.id, model]));
      byId.set(list, known);
      return known.get(modelId);
    },
    async refresh(place, provider, signal) {
      const models = (await provider.listModels(signal)).slice(0, MODELS_MAX);
      const list = { models, readWallMs: wallMs() };
      // An endpoint that lists nothing just now has not lost its models for ever.
      if (models.length === 0) return of(place) ?? list;
      lists.set(keyOf(place), list);
      const text = JSON.stringify(models);
      // The list is there for this window, whatever becomes of the disk.
      await store
        .keepFact({ kind: KIND, key: keyOf(place), wallMs: list.readWallMs, text })
        .catch(() => undefined);
      return list;
    },
    async restore() {
      for (const { key, wallMs: readWallMs, text } of await store.factsOf(KIND)) {
        const models = readList(text);
        if (models !== undefined && !lists.has(key)) lists.set(key, { models, readWallMs });
      }
    },
  };
}

const keyOf = ({ kind, baseUrl }: Place): string => `${kind} ${baseUrl ?? ''}`;

const rate = z.number().check(z.gte(0));
const rates = {
  inputUsdMicrosPerMillion: rate,
  outputUsdMicrosPerMillion: rate,
  cachedInputUsdMicrosPerMillion: z.optional(rate),
  cacheWriteUsdMicrosPerMillion: z.optional(rate),
};
const KeptModels = z.array(
  z.object({
    id: z.string(),
    name: z.optional(z.string()),
    contextTokensMax: z.optional(z.number()),
    outputTokensMax: z.optional(z.number()),
    vision: z.optional(z.boolean()),
    tools: z.optional(z.boolean()),
    reasoning: z.optional(z.boolean()),
    price: z.optional(z.object(rates)),
  }),
);

function readList(text: string): readonly ModelInfo[] | undefined {
  try {
    const parsed = KeptModels.safeParse(JSON.parse(text));
    return parsed.success ? (parsed.data as readonly ModelInfo[]) : undefined;
  } catch {
    return undefined;
  }
}
