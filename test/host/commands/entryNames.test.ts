import assert from 'node:assert/strict';
import { freeId, freeName, movedName } from '../../../src/host/commands/entryNames.ts';
import { ProviderSetting } from '../../../src/host/settings/schema.ts';

describe('entryNames', () => {
  it('finds a name that tells a second entry from the first', () => {
    assert.equal(freeName('Groq', 'api.groq.com', ['OpenAI']), 'Groq');
    assert.equal(freeName('Groq', 'api.groq.com', ['Groq']), 'Groq (api.groq.com)');
    assert.equal(freeName('Groq', 'api.groq.com', ['Groq', 'Groq (api.groq.com)']).at(-1), '2');
    assert.equal(freeName('host:1', 'host:1', ['host:1']), 'host:1 2');
    const long = 'x'.repeat(200);
    const name = freeName(long, long, [long.slice(0, 60)]);
    ProviderSetting.parse({ id: 'a', kind: 'openai', models: ['m'], name });
  });

  it('lets a name that told the old host tell the new one', () => {
    const hosts = { from: 'a.example', to: 'b.example:8443' };
    assert.equal(movedName('a.example', hosts), 'b.example:8443');
    assert.equal(movedName('vLLM (a.example)', hosts), 'vLLM (b.example:8443)');
    assert.equal(movedName('My a.example box', hosts), 'My a.example box');
  });

  it('finds an id that the settings accept and nobody has', () => {
    for (const name of ['OpenAI', '127.0.0.1:8080', '***', 'ä', 'x'.repeat(80)]) {
      const id = freeId(name, ['openai', '127-0-0-1-8080']);
      assert.ok(!['openai', '127-0-0-1-8080'].includes(id));
      ProviderSetting.parse({ id, kind: 'openai', models: ['m'] });
    }
    assert.equal(freeId('OpenAI', ['openai', 'openai-2']), 'openai-3');
  });
});
