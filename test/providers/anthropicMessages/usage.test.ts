/*
 * Counts: cached tokens belong to the prompt, later reports replace earlier ones, nonsense is
 * unknown.
 */
import assert from 'node:assert/strict';
import { mergeUsage, readUsage } from '../../../src/providers/anthropicMessages/usage.ts';

describe('usage of Messages', () => {
  it('adds what was read from the cache and written to it', () => {
    const usage = {
      input_tokens: 4,
      cache_read_input_tokens: 1167,
      cache_creation_input_tokens: 10,
      output_tokens: 256,
      output_tokens_details: { thinking_tokens: 100 },
    };
    assert.deepEqual(readUsage(usage), {
      inputTokens: 1181,
      outputTokens: 256,
      cachedInputTokens: 1167,
      cacheWriteTokens: 10,
      reasoningTokens: 100,
    });
  });

  it('takes the last word of each count; null says nothing', () => {
    const first = mergeUsage({}, { input_tokens: 3, output_tokens: 1 });
    const last = mergeUsage(first, { input_tokens: null, output_tokens: 5 });
    assert.deepEqual(readUsage(mergeUsage(last, undefined)), { inputTokens: 3, outputTokens: 5 });
  });

  it('is unknown where a count is none', () => {
    for (const bad of [{}, { input_tokens: 1 }, { input_tokens: -1, output_tokens: 1 }])
      assert.equal(readUsage(bad), undefined);
  });
});
