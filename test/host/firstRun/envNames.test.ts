import assert from 'node:assert/strict';
import { ENV_NAMES } from '../../../src/host/firstRun/envNames.ts';

describe('names of variables', () => {
  it('are those of the presets, each for one kind only', () => {
    const keys = ENV_NAMES.flatMap((names) => names.keys);
    assert.equal(new Set(keys).size, keys.length);
    for (const name of [
      'OPENAI_API_KEY',
      'ANTHROPIC_API_KEY',
      'GEMINI_API_KEY',
      'GOOGLE_API_KEY',
    ]) {
      assert.ok(keys.includes(name), name);
    }
  });

  it('know the address that belongs to each key', () => {
    const of = (kind: string): readonly string[] =>
      ENV_NAMES.find((names) => names.kind === kind)?.addresses ?? [];
    assert.ok(of('openai').includes('OPENAI_BASE_URL'));
    assert.ok(of('anthropic').includes('ANTHROPIC_BASE_URL'));
    assert.ok(of('huggingface').includes('HF_BASE_URL'));
    assert.equal(of('azure')[0], 'AZURE_OPENAI_ENDPOINT');
    assert.deepEqual(of('ollama'), ['OLLAMA_HOST']);
  });
});
