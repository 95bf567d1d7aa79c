import assert from 'node:assert/strict';
import { readClineProviders, readClineState } from '../../../src/host/firstRun/clineSettings.ts';
import type { ForeignModel } from '../../../src/host/firstRun/foreignModel.ts';

const key = 'sk-cline-0123456789';
const plain = (models: readonly ForeignModel[]): unknown[] =>
  models.map(({ key: own, tool: _tool, ...rest }) => ({
    ...rest,
    ...(own === undefined ? {} : { key: own() }),
  }));

describe("Cline's providers.json", () => {
  it('gives each service with model, address, region and key', () => {
    const entry = (settings: object): object => ({
      settings,
      updatedAt: 'x',
      tokenSource: 'manual',
    });
    const text = JSON.stringify({
      version: 1,
      providers: {
        anthropic: entry({ provider: 'anthropic', apiKey: key, model: 'claude-sonnet-5-5' }),
        moonshot: entry({ provider: 'moonshot', auth: { apiKey: key }, apiLine: 'china' }),
        cline: entry({ provider: 'cline', auth: { accessToken: 'token' }, model: 'x' }),
        mine: entry({
          provider: 'mine',
          protocol: 'openai-chat',
          baseUrl: 'https://gateway.example/v1',
          apiKey: key,
          model: 'm',
          headers: { a: 'b' },
        }),
      },
    });
    assert.deepEqual(plain(readClineProviders(text)), [
      { title: 'anthropic', provider: 'anthropic', model: 'claude-sonnet-5-5', key },
      { title: 'moonshot', provider: 'moonshot', address: 'https://api.moonshot.cn/v1', key },
      { title: 'cline', provider: 'cline', model: 'x', refusal: 'account' },
      {
        title: 'mine',
        provider: 'openai-compatible',
        model: 'm',
        address: 'https://gateway.example/v1',
        hasHeaders: true,
        key,
      },
    ]);
  });

  it('gives nothing of what has the wrong form, and throws on what is no JSON', () => {
    const hostile = [
      '3',
      'null',
      '[]',
      '{}',
      '{"providers":[1]}',
      '{"providers":{"a":null,"b":3}}',
    ];
    for (const text of hostile) assert.deepEqual(readClineProviders(text), [], text);
    assert.throws(() => readClineProviders('{'));
    const odd =
      '{"providers":{"a":{"settings":{"provider":7,"apiKey":{},"auth":[],"apiLine":"toString"}}}}';
    assert.deepEqual(plain(readClineProviders(odd)), [{ title: '', provider: '' }]);
  });
});

describe("Cline's older state and secrets", () => {
  it('gives who has a key or is in use, each with its own model', () => {
    const state = JSON.stringify({
      actModeApiProvider: 'openai',
      planModeApiProvider: 'anthropic',
      actModeOpenAiModelId: 'local-model',
      openAiBaseUrl: 'http://127.0.0.1:8080/v1',
      planModeApiModelId: 'claude-sonnet-5-5',
      zaiApiLine: 'china',
    });
    const secrets = JSON.stringify({ apiKey: key, zaiApiKey: key, groqApiKey: 7 });
    assert.deepEqual(plain(readClineState(state, secrets)), [
      { title: 'anthropic', provider: 'anthropic', model: 'claude-sonnet-5-5', key },
      {
        title: 'openai',
        provider: 'openai',
        model: 'local-model',
        address: 'http://127.0.0.1:8080/v1',
      },
      {
        title: 'zai',
        provider: 'zai',
        address: 'https://open.bigmodel.cn/api/paas/v4',
        key,
      },
    ]);
  });

  it('names a service in use that it does not know, and survives missing secrets', () => {
    const state = '{"actModeApiProvider":"vscode-lm","planModeApiProvider":"ollama"}';
    assert.deepEqual(plain(readClineState(state, undefined)), [
      { title: 'ollama', provider: 'ollama' },
      { title: 'vscode-lm', provider: 'vscode-lm' },
    ]);
    assert.deepEqual(readClineState('[]', '[]'), []);
  });
});
