/*
 * Token counts of every dialect in one form.
 */
import assert from 'node:assert/strict';
import { findUsage, readUsage } from '../../../src/providers/openaiChat/usage.ts';

describe('usage', () => {
  const cases: readonly (readonly [string, object, object | undefined])[] = [
    [
      'plain',
      { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
      { inputTokens: 3, outputTokens: 4 },
    ],
    [
      'details',
      {
        prompt_tokens: 9,
        completion_tokens: 4,
        prompt_tokens_details: { cached_tokens: 8, cache_write_tokens: 1 },
        completion_tokens_details: { reasoning_tokens: 2 },
      },
      {
        inputTokens: 9,
        outputTokens: 4,
        cachedInputTokens: 8,
        cacheWriteTokens: 1,
        reasoningTokens: 2,
      },
    ],
    [
      'reasoning apart (xAI)',
      {
        prompt_tokens: 32,
        completion_tokens: 31,
        total_tokens: 880,
        completion_tokens_details: { reasoning_tokens: 817 },
      },
      { inputTokens: 32, outputTokens: 848, reasoningTokens: 817 },
    ],
    [
      'DeepSeek',
      { prompt_tokens: 9, completion_tokens: 1, prompt_cache_hit_tokens: 8 },
      { inputTokens: 9, outputTokens: 1, cachedInputTokens: 8 },
    ],
    [
      'OpenRouter’s price',
      { prompt_tokens: 1, completion_tokens: 1, cost: 0.0014925 },
      { inputTokens: 1, outputTokens: 1, costUsdMicros: 1493 },
    ],
    [
      'Perplexity’s price',
      { prompt_tokens: 1, completion_tokens: 1, cost: { total_cost: 0.00609 } },
      { inputTokens: 1, outputTokens: 1, costUsdMicros: 6090 },
    ],
    [
      'the rest of the total',
      { prompt_tokens: 3, total_tokens: 7 },
      { inputTokens: 3, outputTokens: 4 },
    ],
    ['negative', { prompt_tokens: -5, completion_tokens: -1 }, undefined],
    [
      'negative price',
      { prompt_tokens: 1, completion_tokens: 1, cost: -1 },
      { inputTokens: 1, outputTokens: 1 },
    ],
    ['text', { prompt_tokens: '3', completion_tokens: 4 }, undefined],
    ['fractions', { prompt_tokens: 3.5, completion_tokens: 4 }, undefined],
    ['nothing', {}, undefined],
  ];
  for (const [what, raw, expected] of cases) {
    it(what, () => assert.deepEqual(readUsage(raw as Record<string, unknown>), expected));
  }

  it('is found in the chunk, in the choice, and where Groq puts it', () => {
    const usage = { prompt_tokens: 1 };
    assert.equal(findUsage({ usage }, undefined), usage);
    assert.equal(findUsage({ usage: null }, { usage }), usage);
    assert.equal(findUsage({ x_groq: { usage } }, undefined), usage);
    assert.equal(findUsage({ usage: 'no' }, undefined), undefined);
  });

  it('leaves a cost out that is no sum of money', () => {
    for (const cost of [1e305, Number.NaN, -1, '3', { total_cost: 1e300 }]) {
      const usage = readUsage({ prompt_tokens: 1, completion_tokens: 1, cost });
      assert.deepEqual(usage, { inputTokens: 1, outputTokens: 1 });
    }
  });
});
