/*
 * Counts of this wire.
 */
import assert from 'node:assert/strict';
import { readOllamaUsage } from '../../../src/providers/ollamaChat/usage.ts';

describe('usage of Ollama', () => {
  it('is both counts or nothing', () => {
    const usage = { inputTokens: 5, outputTokens: 2 };
    assert.deepEqual(readOllamaUsage({ prompt_eval_count: 5, eval_count: 2 }), usage);
    for (const odd of [{}, { prompt_eval_count: 5 }, { prompt_eval_count: -1, eval_count: 2 }]) {
      assert.equal(readOllamaUsage(odd), undefined);
    }
  });

  it('says what came from the cache, where the server does', () => {
    const line = { prompt_eval_count: 5, eval_count: 2, prompt_eval_cached_count: 3 };
    assert.equal(readOllamaUsage(line)?.cachedInputTokens, 3);
  });
});
