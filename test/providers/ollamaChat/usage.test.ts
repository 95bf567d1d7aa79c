/*
 * Counts of this wire, and a conversation that cannot have been read whole.
 */
import assert from 'node:assert/strict';
import { readOllamaUsage, wasCutShort } from '../../../src/providers/ollamaChat/usage.ts';

describe('usage of Ollama', () => {
  it('is both counts or nothing', () => {
    const usage = { inputTokens: 5, outputTokens: 2 };
    assert.deepEqual(readOllamaUsage({ prompt_eval_count: 5, eval_count: 2 }), usage);
    for (const odd of [{}, { prompt_eval_count: 5 }, { prompt_eval_count: -1, eval_count: 2 }]) {
      assert.equal(readOllamaUsage(odd), undefined);
    }
  });

  it('shows that a long prompt was cut away, and suspects no ordinary one', () => {
    const read = (inputTokens: number) => ({ inputTokens, outputTokens: 1 });
    assert(wasCutShort(100_000, read(4096)));
    assert(!wasCutShort(100_000, read(25_000)));
    assert(!wasCutShort(100_000, read(0)));
  });
});
