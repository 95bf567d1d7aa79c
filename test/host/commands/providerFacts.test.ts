import assert from 'node:assert/strict';
import {
  baseUrlOf,
  freeId,
  freeName,
  hostOf,
  isFixed,
  movedName,
  originOf,
  placeOf,
  presetGroups,
} from '../../../src/host/commands/providerFacts.ts';
import { PRESETS } from '../../../src/providers/index.ts';
import { ProviderSetting } from '../../../src/host/settings/schema.ts';

describe('providerFacts', () => {
  it('knows where each kind sends to', () => {
    assert.equal(baseUrlOf({ kind: 'simulated' }), undefined);
    assert.equal(baseUrlOf({ kind: 'vscode.lm' }), undefined);
    assert.equal(new URL(baseUrlOf({ kind: 'openai' }) ?? '').host, 'api.openai.com');
    const baseUrl = 'https://own.example:8443/v1';
    assert.equal(baseUrlOf({ kind: 'compatible', baseUrl }), baseUrl);
    assert.equal(originOf(baseUrl), 'https://own.example:8443');
    assert.equal(hostOf(baseUrl), 'own.example:8443');
  });

  it('offers every preset once: services, servers on this computer, anything else', () => {
    const { services, onThisComputer, others } = presetGroups();
    assert.deepEqual([...services, ...onThisComputer, ...others], PRESETS);
    assert.deepEqual(
      [services[0], onThisComputer[0], ...others].map((preset) => preset?.kind),
      ['openai', 'ollama', 'compatible'],
    );
    assert.deepEqual(
      services.filter((preset) => !isFixed(preset)).map(({ kind }) => kind),
      ['azure'],
    );
    assert.ok(!onThisComputer.some(isFixed) && !others.some(isFixed));
  });

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

  it('knows what words for a remedy need', () => {
    const azure = placeOf({ kind: 'azure', baseUrl: 'https://x.openai.azure.com/openai/v1' });
    assert.deepEqual(
      [azure.isEntered, azure.isOnThisComputer, azure.takesKey, azure.keyPageUrl],
      [true, false, true, 'https://ai.azure.com'],
    );
    assert.equal(placeOf({ kind: 'openai' }).isEntered, false);
    assert.equal(placeOf({ kind: 'ollama' }).isOnThisComputer, true);
    // Somebody else's gateway is not where the vendor's credit is bought.
    const gateway = placeOf({ kind: 'openai', baseUrl: 'https://gateway.example/v1' });
    assert.deepEqual([gateway.isEntered, gateway.billingPageUrl], [true, undefined]);
    assert.equal(placeOf({ kind: 'vscode.lm' }).takesKey, false);
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
