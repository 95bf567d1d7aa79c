import assert from 'node:assert/strict';
import { baseUrlOf, freeId, hostOf, originOf } from '../../../src/host/commands/providerFacts.ts';
import { ProviderSetting } from '../../../src/host/settings/schema.ts';

describe('providerFacts', () => {
  it('knows where each kind sends to', () => {
    assert.equal(baseUrlOf({ kind: 'simulated' }), undefined);
    assert.equal(new URL(baseUrlOf({ kind: 'openai' }) ?? '').host, 'api.openai.com');
    const baseUrl = 'https://own.example:8443/v1';
    assert.equal(baseUrlOf({ kind: 'compatible', baseUrl }), baseUrl);
    assert.equal(originOf(baseUrl), 'https://own.example:8443');
    assert.equal(hostOf(baseUrl), 'own.example:8443');
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
