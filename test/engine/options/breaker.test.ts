// The breaker's options: defaults that are the engine page's figures, and ranges that are kept.

import assert from 'node:assert/strict';
import {
  DEFAULT_BREAKER_OPTIONS,
  validateBreakerOptions,
} from '../../../src/engine/options/breaker.ts';

describe('options of the breaker', () => {
  it('has the recommended figures, and the article’s beside them', () => {
    assert.deepEqual(validateBreakerOptions(), DEFAULT_BREAKER_OPTIONS);
    assert.deepEqual(DEFAULT_BREAKER_OPTIONS, {
      rule: 'sequential',
      failures: 5,
      openMs: 30_000,
      openMaxMs: 900_000,
      score: 8.5,
      scoreUnprobed: 5.5,
      halfLifeMs: 1_800_000,
    });
  });

  for (const [field, min, max] of [
    ['failures', 0, 100],
    ['openMs', 0, 3_600_000],
    ['openMaxMs', 0, 86_400_000],
    ['score', 0, 100],
    ['scoreUnprobed', 0, 100],
    ['halfLifeMs', 1_000, 86_400_000],
  ] as const)
    it(`bounds ${field}`, () => {
      for (const value of [min, max]) validateBreakerOptions({ [field]: value });
      for (const value of [min - 1, max + 1, Number.NaN, '5'])
        assert.throws(
          () => validateBreakerOptions({ [field]: value }),
          new RegExp(`breaker.${field} is ${value}`),
        );
    });

  it('names the rules', () => {
    const rule = 'lucky' as 'sequential';
    assert.throws(
      () => validateBreakerOptions({ rule }),
      /breaker.rule is lucky.*sequential, cons/,
    );
  });
});
