/*
 * Who runs the model, and on which wire it is asked: the rules of the preset.
 */
import assert from 'node:assert/strict';
import { compatible } from '../../../src/providers/presets/compatible.ts';
import { ollama } from '../../../src/providers/presets/ollama.ts';
import { openai } from '../../../src/providers/presets/openai.ts';
import { presetFor, upstreamOf, type Preset } from '../../../src/providers/presets/preset.ts';

describe('the upstream of a model', () => {
  it('is the family, or the maker that a broker names', () => {
    const broker: Preset = { ...compatible, upstream: { by: 'model-prefix' } };
    assert.equal(upstreamOf(compatible, 'f', 'anthropic/claude'), 'f');
    assert.equal(upstreamOf(broker, 'f', 'anthropic/claude'), 'anthropic');
    assert.equal(upstreamOf(broker, 'f', 'auto'), 'f');
    assert.equal(upstreamOf(broker, 'f', '/odd'), 'f');
  });
});

describe('the wire of a model', () => {
  const wireOf = (modelId: string, isOwn = true): string => presetFor(openai, modelId, isOwn).wire;

  it('is Responses for the models of OpenAI that reason', () => {
    for (const modelId of ['gpt-5', 'gpt-5.2-mini', 'gpt-5-codex', 'o3', 'o4-mini', 'codex-1']) {
      assert.equal(wireOf(modelId), 'openai.responses', modelId);
    }
  });

  it('is chat for all others, elsewhere, and where a preset knows no other', () => {
    const others = [
      'gpt-4.1',
      'gpt-4o',
      'gpt-5-chat-latest',
      'gpt-5-search-api',
      'my-gpt-5',
      'omni',
    ];
    for (const modelId of others) assert.equal(wireOf(modelId), 'openai.chat', modelId);
    assert.equal(wireOf('gpt-5', false), 'openai.chat');
    assert.deepEqual(presetFor(compatible, 'gpt-5', true), compatible);
    assert.equal(presetFor(ollama, 'gpt-5', true), ollama);
  });

  it('takes a cache key at the vendor’s own address only', () => {
    const takes = (isOwn: boolean): boolean | undefined => {
      const preset = presetFor(openai, 'gpt-4.1', isOwn);
      return preset.wire === 'openai.chat' ? preset.chat.takesCacheKey : undefined;
    };
    assert.deepEqual([takes(true), takes(false)], [true, false]);
  });
});
