/*
 * What is known of a model, put together field by field: the person's override, then the vendor's
 * own list, then what the preset says, then the packaged table. What nobody says stays unknown. A
 * model that a server runs on this computer costs nothing.
 */
import {
  UNKNOWN_FACTS,
  type Catalog,
  type Known,
  type ModelFacts,
  type ModelId,
  type ModelInfo,
  type ModelPrice,
} from '../../core/index.ts';
import { isFreeHere, knownFacts } from '../../providers/index.ts';
import {
  presetKind,
  type ModelOverride,
  type ProviderSetting,
  type Settings,
} from '../settings/schema.ts';
import { lookUp, type PriceTable } from './priceTable.ts';

export type CatalogDeps = {
  readonly entryOf: (providerId: string) => ProviderSetting | undefined;
  readonly overrides: () => Settings['models'];
  /** Whether the provider is on this computer. */
  readonly isLocal: (providerId: string) => boolean;
  /** Undefined until it is loaded. */
  readonly table: () => PriceTable | undefined;
  /** The model as its vendor lists it, if the list is known. */
  readonly listed: (entry: Place, modelId: ModelId) => ModelInfo | undefined;
  readonly wallMs: () => number;
};

/** Where a model is asked for: an entry of the settings, or one that is being made. */
export type Place = Pick<ProviderSetting, 'id' | 'kind' | 'baseUrl'>;

export type HostCatalog = Catalog & {
  /** The same for a place that is not in the settings yet. */
  at(place: Place, modelId: ModelId, isLocal: boolean): ModelFacts;
};

export function createCatalog(deps: CatalogDeps): HostCatalog {
  const at: HostCatalog['at'] = (place, modelId, isLocal) => {
    const override = deps.overrides()[`${place.id}/${modelId}`] ?? {};
    return factsOf(override, told(deps, place, modelId, isLocal));
  };
  return {
    at,
    get({ providerId, modelId }) {
      const entry = deps.entryOf(providerId);
      return entry === undefined ? UNKNOWN_FACTS : at(entry, modelId, deps.isLocal(providerId));
    },
  };
}

/** All but the person's word. */
type Told = { -readonly [Field in keyof ModelFacts]?: ModelFacts[Field] };

function told(deps: CatalogDeps, place: Place, modelId: ModelId, isLocal: boolean): Told {
  const kind = presetKind(place.kind);
  // A stand-in is in no list; models of other extensions are in the editor's, and nowhere else.
  if (place.kind === 'simulated') return { prefill: 'yes' };
  if (kind === undefined) return ofList(deps.listed(place, modelId));
  const { priceList, ...known } = knownFacts({ ...place, kind }, modelId);
  const table = deps.table();
  const priced =
    priceList === undefined || table === undefined
      ? {}
      : lookUp(table, priceList, modelId, deps.wallMs());
  return {
    ...priced,
    ...known,
    ...(isLocal && isFreeHere(kind, modelId) ? { price: FREE } : {}),
    ...ofList(deps.listed(place, modelId)),
  };
}

const FREE: ModelPrice = { inputUsdMicrosPerMillion: 0, outputUsdMicrosPerMillion: 0 };

function ofList(info: ModelInfo | undefined): Told {
  const { id: _id, name: _name, vision, tools, reasoning, ...figures } = info ?? { id: '' };
  return { ...figures, ...abilities({ vision, tools, reasoning }) };
}

function factsOf(override: ModelOverride, others: Told): ModelFacts {
  const { contextTokens, outputTokens, price, class: modelClass, ...can } = override;
  return {
    ...UNKNOWN_FACTS,
    ...others,
    ...(contextTokens === undefined
      ? {}
      : { contextTokensMax: contextTokens, windowTokens: contextTokens }),
    ...(outputTokens === undefined ? {} : { outputTokensMax: outputTokens }),
    ...(price === undefined ? {} : { price: ownPrice(price) }),
    ...(modelClass === undefined ? {} : { modelClass }),
    ...abilities(can),
  };
}

type Ability = 'vision' | 'tools' | 'reasoning' | 'prefill';

function abilities(said: { readonly [Name in Ability]?: boolean | undefined }): Told {
  const known = Object.entries(said).flatMap(([name, value]): [string, Known][] =>
    value === undefined ? [] : [[name, value ? 'yes' : 'no']],
  );
  return Object.fromEntries(known);
}

function ownPrice(price: NonNullable<ModelOverride['price']>): ModelPrice {
  const micros = (usd: number): number => Math.round(usd * 1_000_000);
  return {
    inputUsdMicrosPerMillion: micros(price.input),
    outputUsdMicrosPerMillion: micros(price.output),
    ...(price.cachedInput === undefined
      ? {}
      : { cachedInputUsdMicrosPerMillion: micros(price.cachedInput) }),
    ...(price.cacheWrite === undefined
      ? {}
      : { cacheWriteUsdMicrosPerMillion: micros(price.cacheWrite) }),
  };
}
