// What an answer costs: every kind of token at its rate, the rates of long prompts, and no sum
// below zero whatever was reported.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { costOf, type ModelPrice } from '../../src/core/index.ts';

const PRICE: ModelPrice = {
  inputUsdMicrosPerMillion: 3_000_000,
  outputUsdMicrosPerMillion: 15_000_000,
  cachedInputUsdMicrosPerMillion: 300_000,
  cacheWriteUsdMicrosPerMillion: 3_750_000,
  longPrompts: [
    { aboveTokens: 200_000, inputUsdMicrosPerMillion: 6e6, outputUsdMicrosPerMillion: 2e7 },
  ],
};
const { cachedInputUsdMicrosPerMillion: _c, cacheWriteUsdMicrosPerMillion: _w, ...PLAIN } = PRICE;

describe('cost', () => {
  it('is each kind of token at its rate', () => {
    assert.deepEqual(costOf(PRICE, { inputTokens: 1000, outputTokens: 200 }), {
      usdMicros: 3000 + 3000,
      isEstimated: false,
    });
    const cached = {
      inputTokens: 1000,
      outputTokens: 0,
      cachedInputTokens: 600,
      cacheWriteTokens: 300,
    };
    assert.equal(costOf(PRICE, cached).usdMicros, 300 + 180 + 1125);
  });

  it('of cached tokens without a rate of their own is an upper bound, and says so', () => {
    const usage = { inputTokens: 1000, outputTokens: 0, cachedInputTokens: 600 };
    assert.deepEqual(costOf(PLAIN, usage), { usdMicros: 3000, isEstimated: true });
    const written = { inputTokens: 1000, outputTokens: 0, cacheWriteTokens: 1 };
    assert.equal(costOf(PLAIN, written).isEstimated, true);
  });

  it('of a long prompt has its own rates, from the first token on', () => {
    assert.equal(costOf(PRICE, { inputTokens: 200_000, outputTokens: 0 }).usdMicros, 600_000);
    assert.equal(costOf(PRICE, { inputTokens: 200_001, outputTokens: 1 }).usdMicros, 1_200_026);
  });

  it('is never negative, and never above all tokens at the dearest rate', () => {
    const count = fc.integer({ min: 0, max: 150_000 });
    fc.assert(
      fc.property(count, count, count, count, (inputTokens, outputTokens, cached, written) => {
        const usage = { inputTokens, outputTokens };
        const { usdMicros } = costOf(PRICE, {
          ...usage,
          cachedInputTokens: cached,
          cacheWriteTokens: written,
        });
        const most = inputTokens * 3.75 + outputTokens * 15;
        assert(usdMicros >= 0 && usdMicros <= Math.round(most));
      }),
    );
  });
});
