/*
 * The packaged table, as the build makes it: held against the package it is made from, and against
 * the presets that name its lists.
 */
import assert from 'node:assert/strict';
import { calcPrice, findProvider } from '@pydantic/genai-prices';
import { costOf, type TokenUsage } from '../../../src/core/index.ts';
import { lookUp, type PriceTable } from '../../../src/host/catalog/priceTable.ts';
import { PRESETS } from '../../../src/providers/index.ts';
import { priceTable } from '../../run/priceTable.mjs';

const NOON = Date.UTC(2026, 10, 20, 12);
const table = priceTable();

describe('the packaged table of prices', () => {
  it('has a list for every preset that names one, and no other', () => {
    const named = PRESETS.flatMap(({ priceList }) => priceList ?? []);
    assert.deepEqual(Object.keys(table.lists).toSorted(), [...new Set(named)].toSorted());
    assert.match(table.source, /^@pydantic\/genai-prices \d+\.\d+\.\d+$/);
  });

  it('gives every model of the package the cost that the package gives it', () => {
    const usage: TokenUsage = {
      inputTokens: 400_000,
      outputTokens: 10_000,
      cachedInputTokens: 100_000,
      cacheWriteTokens: 50_000,
    };
    let compared = 0;
    for (const [vendor, models] of Object.entries(table.lists)) {
      const ids = (findProvider({ providerId: vendor })?.models ?? []).map(({ id }) => id);
      for (const modelId of ids) {
        const { price } = lookUp(table, vendor, modelId, NOON);
        if (price === undefined) continue;
        const theirs = calcPrice(
          {
            input_tokens: usage.inputTokens,
            output_tokens: usage.outputTokens,
            // The package refuses to price cached tokens that it has no rate for.
            ...(price.cachedInputUsdMicrosPerMillion === undefined
              ? {}
              : { cache_read_tokens: usage.cachedInputTokens }),
            ...(price.cacheWriteUsdMicrosPerMillion === undefined
              ? {}
              : { cache_write_tokens: usage.cacheWriteTokens }),
          },
          modelId,
          { providerId: vendor, timestamp: new Date(NOON) },
        );
        const ours = costOf(price, usage).usdMicros;
        const expected = (theirs?.total_price ?? 0) * 1_000_000;
        assert(Math.abs(ours - expected) < 2, `${vendor} ${modelId}: ${ours} ≠ ${expected}`);
        compared += 1;
      }
      assert(models.length > 0, vendor);
    }
    assert(compared > 800, String(compared));
  });

  it('prices no model whose fees tokens do not tell', () => {
    const { contextTokensMax, price } = lookUp(table, 'perplexity', 'sonar-pro', NOON);
    assert.deepEqual([contextTokensMax, price], [200_000, undefined]);
  });

  it('knows nothing of others', () => {
    for (const [vendor, modelId] of [
      ['openai', 'llama-3'],
      ['nobody', 'gpt-5'],
      ['toString', 'gpt-5'],
    ] as const) {
      assert.deepEqual(lookUp(table, vendor, modelId, NOON), {});
    }
  });
});

describe('finding a model in a table', () => {
  const small: PriceTable = {
    source: 'x 1.0.0',
    lists: {
      v: [
        { match: { and: [{ contains: 'a' }, { ends_with: 'z' }] }, context: 1 },
        { match: { or: [{ starts_with: 'B' }, { regex: '^c\\d$' }] }, context: 2 },
        { match: { equals: 'd-2026-01-02' }, context: 3 },
        {
          match: { equals: 'e' },
          rates: [
            { base: [1, 1, null, null] },
            { since: '2026-02-01', base: [2, 2, null, 1] },
            { between: [1380, 60], base: [3, 3, 0, null] },
          ],
        },
      ],
    },
  };
  const context = (modelId: string) => lookUp(small, 'v', modelId, NOON).contextTokensMax;
  const input = (wallMs: number) => lookUp(small, 'v', 'e', wallMs).price?.inputUsdMicrosPerMillion;

  it('reads every kind of match, whatever the case', () => {
    assert.deepEqual(['xAyZ', 'az', 'za', 'bcd', 'c7', 'c77', 'd-20260102'].map(context), [
      1,
      1,
      undefined,
      2,
      2,
      undefined,
      3,
    ]);
  });

  it('takes the last rates whose condition holds, over midnight too', () => {
    assert.deepEqual(
      [
        Date.UTC(2026, 0, 1, 12),
        Date.UTC(2026, 1, 1, 12),
        Date.UTC(2026, 1, 1, 23, 30),
        Date.UTC(2026, 1, 2, 0, 59),
        Date.UTC(2026, 1, 2, 1),
      ].map(input),
      [1, 2, 3, 3, 2],
    );
  });
});
