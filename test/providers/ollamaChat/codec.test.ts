/*
 * The wire as the table has it: paths, the list of models, what is loaded.
 */
import assert from 'node:assert/strict';
import { ollamaChat } from '../../../src/providers/ollamaChat/codec.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';
import type { PresetOn } from '../../../src/providers/presets/preset.ts';

const loading = ollamaChat.loading ?? assert.fail();

describe('the wire of Ollama', () => {
  it('asks and lists at its own paths, without headers of its own', () => {
    const preset = presetOf('ollama') as PresetOn<'ollama.chat'>;
    assert.equal(ollamaChat.encode({ messages: [] }, 'm', preset).path, '/api/chat');
    assert.deepEqual(ollamaChat.headers(preset), {});
    const list = ollamaChat.models.readPage(
      '{"models":[{"name":"qwen3:14b","model":"qwen3:14b"}]}',
    );
    assert.deepEqual(list?.models, [{ id: 'qwen3:14b' }]);
  });

  it('reads what is loaded, and nothing from what says nothing', () => {
    const text =
      '{"models":[{"name":"a"},{"model":"b:1b","name":"x","context_length":8192},{},null]}';
    assert.deepEqual(loading.readLoaded(text), [
      { modelId: 'a' },
      { modelId: 'b:1b', windowTokens: 8192 },
    ]);
    for (const other of ['', '{}', '[]', '{"models":1}']) {
      assert.equal(loading.readLoaded(other), undefined);
    }
  });

  it('knows that a name without a tag means the latest', () => {
    const names = ['a', 'a:1b', 'host:5000/org/a'];
    assert.deepEqual(names.map(loading.plainName), ['a:latest', 'a:1b', 'host:5000/org/a:latest']);
  });
});
