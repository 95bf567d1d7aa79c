/*
 * What is known of loaded models: from a look, from use, and how it grows old.
 */
import assert from 'node:assert/strict';
import { createLoadedModels } from '../../src/providers/loadedModels.ts';
import { ollamaChat } from '../../src/providers/ollamaChat/codec.ts';
import { handClock } from './bench.ts';

const loading = ollamaChat.loading ?? assert.fail();

describe('loaded models', () => {
  it('are unknown until somebody looked, then true or false by any name of theirs', () => {
    const known = createLoadedModels(handClock(), loading);
    assert.equal(known.isLoaded('llama3.2'), 'unknown');
    known.saw([{ modelId: 'llama3.2:latest' }, { modelId: 'qwen3:14b' }]);
    assert.deepEqual(['llama3.2', 'llama3.2:latest', 'qwen3:14b', 'qwen3'].map(known.isLoaded), [
      true,
      true,
      true,
      false,
    ]);
    known.saw([]);
    assert.equal(known.isLoaded('llama3.2'), false);
    known.forget();
    assert.equal(known.isLoaded('llama3.2'), 'unknown');
  });

  it('are unknown again when nobody looked or used them for long', () => {
    const clock = handClock();
    const known = createLoadedModels(clock, loading);
    known.saw([{ modelId: 'a' }]);
    clock.advance(loading.staysMs);
    assert.deepEqual([known.isLoaded('a'), known.isLoaded('b')], [true, false]);
    known.used('a');
    clock.advance(1);
    assert.deepEqual([known.isLoaded('a'), known.isLoaded('b')], [true, 'unknown']);
    clock.advance(loading.staysMs);
    assert.equal(known.isLoaded('a'), 'unknown');
  });

  it('have a window where the server said so, as long as it is fresh', () => {
    const clock = handClock();
    const known = createLoadedModels(clock, loading);
    known.saw([{ modelId: 'llama3.2:latest', windowTokens: 8192 }, { modelId: 'qwen3:14b' }]);
    const windows = (): unknown[] => ['llama3.2', 'qwen3:14b', 'other'].map(known.windowTokens);
    assert.deepEqual(windows(), [8192, undefined, undefined]);
    clock.advance(loading.staysMs + 1);
    assert.deepEqual(windows(), [undefined, undefined, undefined]);
    known.saw([{ modelId: 'llama3.2', windowTokens: 4096 }]);
    known.forget();
    assert.equal(known.windowTokens('llama3.2'), undefined);
  });
});
