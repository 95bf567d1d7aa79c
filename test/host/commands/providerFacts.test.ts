import assert from 'node:assert/strict';
import {
  baseUrlOf,
  hostOf,
  isFixed,
  originOf,
  presetGroups,
} from '../../../src/host/commands/providerFacts.ts';
import { PRESETS } from '../../../src/providers/index.ts';

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
});
