/*
 * Counts of this wire in our own form; what is no count is unknown.
 */
import assert from 'node:assert/strict';
import { readResponsesUsage } from '../../../src/providers/openaiResponses/usage.ts';

describe('usage of Responses', () => {
  it('has cached, written and reasoning tokens where they are told', () => {
    assert.deepEqual(
      readResponsesUsage({
        input_tokens: 10,
        output_tokens: 5,
        input_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 },
        output_tokens_details: { reasoning_tokens: 3 },
      }),
      {
        inputTokens: 10,
        outputTokens: 5,
        cachedInputTokens: 4,
        cacheWriteTokens: 1,
        reasoningTokens: 3,
      },
    );
    assert.deepEqual(readResponsesUsage({ input_tokens: 1, output_tokens: 0 }), {
      inputTokens: 1,
      outputTokens: 0,
    });
  });

  it('is nothing where a count is missing or is none', () => {
    for (const odd of [
      undefined,
      {},
      { input_tokens: 1 },
      { input_tokens: -1, output_tokens: 1 },
    ]) {
      assert.equal(readResponsesUsage(odd), undefined);
    }
  });
});
