import assert from 'node:assert/strict';
import { UNKNOWN_FACTS } from '../../../src/core/index.ts';
import { plainEnglish as l10n } from '../../../src/host/l10n.ts';
import { contextWords, modelLine, priceWords, usd } from '../../../src/host/words/prices.ts';

const price = (inputUsdMicrosPerMillion: number, outputUsdMicrosPerMillion: number) => ({
  inputUsdMicrosPerMillion,
  outputUsdMicrosPerMillion,
});

describe('prices', () => {
  it('have as many decimals as the sum is small', () => {
    assert.deepEqual([0, 1, 99, 100, 4_200, 10_999, 142_000, 999_999, 1_200_000].map(usd), [
      '$0',
      '<$0.0001',
      '<$0.0001',
      '$0.0001',
      '$0.0042',
      '$0.011',
      '$0.142',
      '$1.000',
      '$1.20',
    ]);
  });

  it('per million are whole dollars, cents, or what they are', () => {
    const words = (input: number, output: number) => priceWords(price(input, output), l10n);
    assert.equal(words(150_000, 600_000), '$0.15 / $0.60 per 1M');
    assert.equal(words(3_000_000, 15_000_000), '$3 / $15 per 1M');
    assert.equal(words(75_000, 2_800), '$0.075 / $0.0028 per 1M');
    assert.equal(words(0, 1_250_000), '$0 / $1.25 per 1M');
    assert.equal(words(0, 0), 'free');
    assert.equal(priceWords('unknown', l10n), undefined);
  });

  it('stand behind the context, and what is not known is left out', () => {
    const known = { ...UNKNOWN_FACTS, contextTokensMax: 128_000, price: price(150_000, 600_000) };
    assert.equal(modelLine(known, l10n), '128k context · $0.15 / $0.60 per 1M');
    assert.equal(modelLine({ ...known, price: 'unknown' }, l10n), '128k context');
    assert.equal(modelLine(UNKNOWN_FACTS, l10n), '');
    assert.equal(contextWords(UNKNOWN_FACTS, l10n), undefined);
  });
});
