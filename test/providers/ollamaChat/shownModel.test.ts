/*
 * What `/api/show` adds to a model, and what it leaves as it is.
 */
import assert from 'node:assert/strict';
import { readShown } from '../../../src/providers/ollamaChat/shownModel.ts';

describe('a model that Ollama shows', () => {
  it('has the context it was made for, and what it can do', () => {
    const text = JSON.stringify({
      capabilities: ['completion', 'tools', 'thinking'],
      model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': 40_960 },
    });
    assert.deepEqual(readShown(text, { id: 'qwen3' }), {
      id: 'qwen3',
      contextTokensMax: 40_960,
      vision: false,
      tools: true,
      reasoning: true,
    });
  });

  it('stays as it is where nothing is told', () => {
    for (const text of ['', '[]', '{}', '{"capabilities":"all","model_info":[1]}']) {
      assert.deepEqual(readShown(text, { id: 'a', name: 'A' }), { id: 'a', name: 'A' });
    }
  });
});
