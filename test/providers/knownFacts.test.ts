/*
 * What presets know of models: at the vendor's own address, and nowhere else.
 */
import assert from 'node:assert/strict';
import { isFreeHere, isRemoteModel, knownFacts } from '../../src/providers/index.ts';

describe('what a preset knows of a model', () => {
  it('is what the vendor says of it', () => {
    assert.deepEqual(knownFacts({ kind: 'anthropic' }, 'claude-sonnet-4-5-20250929'), {
      tools: 'yes',
      prefill: 'yes',
      priceList: 'anthropic',
    });
    for (const modelId of ['claude-opus-4-6', 'claude-sonnet-5-5', 'claude-haiku-5-5']) {
      assert.equal(knownFacts({ kind: 'anthropic' }, modelId).prefill, 'no', modelId);
    }
    for (const modelId of ['claude-3-7-sonnet-latest', 'claude-opus-4-20250514']) {
      assert.equal(knownFacts({ kind: 'anthropic' }, modelId).prefill, 'yes', modelId);
    }
    assert.equal(knownFacts({ kind: 'openai' }, 'gpt-5-mini').reasoning, 'yes');
    assert.equal(knownFacts({ kind: 'openai' }, 'gpt-4.1').reasoning, 'no');
    assert.equal(knownFacts({ kind: 'openai' }, 'o3-mini').vision, 'no');
    assert.deepEqual(knownFacts({ kind: 'openai' }, 'gpt-5-chat-latest'), { priceList: 'openai' });
  });

  it('holds at the vendor’s own address, however it is written, and nowhere else', () => {
    const at = (baseUrl: string) => knownFacts({ kind: 'openai', baseUrl }, 'gpt-5');
    assert.equal(at('https://api.openai.com/v1').priceList, 'openai');
    for (const other of ['https://proxy.example/v1', 'no address', 'https://api.openai.com:444']) {
      assert.deepEqual(at(other), {});
    }
    assert.deepEqual(knownFacts({ kind: 'compatible', baseUrl: 'https://h.example' }, 'gpt-5'), {});
  });

  it('tells models that only seem to be on this computer', () => {
    assert(isRemoteModel('ollama', 'gpt-oss:120b-cloud'));
    assert(isRemoteModel('ollama', 'kimi-k2:cloud'));
    assert(!isRemoteModel('ollama', 'llama3.2:3b'));
    assert(!isRemoteModel('lmstudio', 'a-cloud'));
  });

  it('tells servers that run models themselves from those that may pass a question on', () => {
    assert(isFreeHere('ollama', 'llama3.2:3b') && isFreeHere('llamacpp', 'a'));
    assert(!isFreeHere('ollama', 'kimi-k2:cloud'));
    for (const kind of ['compatible', 'litellm', 'openai'] as const) assert(!isFreeHere(kind, 'a'));
  });
});
