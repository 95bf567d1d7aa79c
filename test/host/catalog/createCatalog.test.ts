/*
 * Whose word counts: the person's, the vendor's, the preset's, the table's; each field by itself.
 */
import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type ModelInfo } from '../../../src/core/index.ts';
import { createCatalog } from '../../../src/host/catalog/createCatalog.ts';
import type { PriceTable } from '../../../src/host/catalog/priceTable.ts';
import type { ModelOverride, ProviderSetting } from '../../../src/host/settings/schema.ts';

const TABLE: PriceTable = {
  source: 'x 1.0.0',
  lists: {
    openai: [
      {
        match: { equals: 'gpt-5' },
        context: 400_000,
        rates: [{ base: [1_250_000, 10_000_000, 125_000, null] }],
      },
    ],
  },
};
const price = (input: number, output: number) => ({
  inputUsdMicrosPerMillion: input,
  outputUsdMicrosPerMillion: output,
});

type Given = {
  readonly entry?: Partial<ProviderSetting>;
  readonly override?: ModelOverride;
  readonly listed?: Omit<ModelInfo, 'id'>;
  readonly isLocal?: boolean;
  readonly hasTable?: boolean;
};

function factsOf(given: Given, modelId = 'gpt-5') {
  const entry = { id: 'p', kind: 'openai', ...given.entry } as ProviderSetting;
  const catalog = createCatalog({
    entryOf: (id) => (id === 'p' ? entry : undefined),
    overrides: () => (given.override === undefined ? {} : { [`p/${modelId}`]: given.override }),
    isLocal: () => given.isLocal ?? false,
    table: () => (given.hasTable === false ? undefined : TABLE),
    listed: () => (given.listed === undefined ? undefined : { id: modelId, ...given.listed }),
    wallMs: () => 0,
  });
  return catalog.get({ providerId: 'p', modelId });
}

describe('the catalog', () => {
  it('knows what preset and table say, and the rest is unknown', () => {
    assert.deepEqual(factsOf({}), {
      ...UNKNOWN_FACTS,
      contextTokensMax: 400_000,
      vision: 'yes',
      tools: 'yes',
      reasoning: 'yes',
      prefill: 'no',
      price: { ...price(1_250_000, 10_000_000), cachedInputUsdMicrosPerMillion: 125_000 },
    });
    assert.equal(factsOf({ hasTable: false }).price, 'unknown');
    assert.deepEqual(factsOf({}, 'nobody-knows'), UNKNOWN_FACTS);
  });

  it('believes the vendor before preset and table, and only where it says something', () => {
    const listed = { contextTokensMax: 272_000, vision: false, price: price(1, 2) };
    const facts = factsOf({ listed });
    assert.deepEqual(
      [facts.contextTokensMax, facts.vision, facts.tools, facts.price],
      [272_000, 'no', 'yes', price(1, 2)],
    );
  });

  it('believes the person before all, and takes a window as one to open', () => {
    const override: ModelOverride = {
      contextTokens: 9_000,
      outputTokens: 100,
      vision: true,
      tools: false,
      prefill: true,
      price: { input: 0.15, output: 0.6, cachedInput: 0.03, cacheWrite: 0.2 },
    };
    assert.deepEqual(factsOf({ override, listed: { contextTokensMax: 1, vision: false } }), {
      contextTokensMax: 9_000,
      windowTokens: 9_000,
      outputTokensMax: 100,
      vision: 'yes',
      tools: 'no',
      reasoning: 'yes',
      prefill: 'yes',
      modelClass: 'unknown',
      price: {
        ...price(150_000, 600_000),
        cachedInputUsdMicrosPerMillion: 30_000,
        cacheWriteUsdMicrosPerMillion: 200_000,
      },
    });
  });

  it('knows no price of somebody else’s endpoint with the same names', () => {
    assert.deepEqual(factsOf({ entry: { baseUrl: 'https://proxy.example/v1' } }), UNKNOWN_FACTS);
  });

  it('of a model on this computer is free, unless it runs elsewhere', () => {
    const entry = { kind: 'ollama' as const };
    assert.deepEqual(factsOf({ entry, isLocal: true }, 'qwen3').price, price(0, 0));
    assert.equal(factsOf({ entry, isLocal: true }, 'gpt-oss:120b-cloud').price, 'unknown');
    assert.equal(factsOf({ entry, isLocal: false }, 'qwen3').price, 'unknown');
    const listed = { price: price(1, 2) };
    assert.deepEqual(factsOf({ entry, isLocal: true, listed }, 'qwen3').price, price(1, 2));
    const any = { kind: 'compatible' as const };
    assert.equal(factsOf({ entry: any, isLocal: true }, 'qwen3').price, 'unknown');
  });

  it('knows nothing of stand-ins but how they go on, and nothing of providers that are gone', () => {
    const simulated = factsOf({ entry: { kind: 'simulated' }, isLocal: true });
    assert.deepEqual(simulated, { ...UNKNOWN_FACTS, prefill: 'yes' });
    assert.deepEqual(factsOf({ entry: { id: 'q' } }, 'gpt-5').contextTokensMax, 400_000);
    const gone = createCatalog({
      entryOf: () => undefined,
      overrides: () => ({}),
      isLocal: () => assert.fail(),
      table: () => TABLE,
      listed: () => assert.fail(),
      wallMs: () => 0,
    });
    assert.deepEqual(gone.get({ providerId: 'x', modelId: 'gpt-5' }), UNKNOWN_FACTS);
  });
});
