import assert from 'node:assert/strict';
import { readRooExport } from '../../../src/host/firstRun/rooSettings.ts';

const key = 'sk-roo-0123456789';
const read = (apiConfigs: unknown): unknown[] =>
  readRooExport(
    JSON.stringify({ providerProfiles: { currentApiConfigName: 'a', apiConfigs } }),
  ).map(({ key: own, tool: _tool, ...rest }) => ({
    ...rest,
    ...(own === undefined ? {} : { key: own() }),
  }));

describe("Roo Code's export", () => {
  it('gives each profile with the fields of its own service only', () => {
    assert.deepEqual(
      read({
        work: {
          apiProvider: 'openai',
          openAiBaseUrl: 'https://gateway.example/v1',
          openAiModelId: 'm',
          openAiApiKey: key,
          openAiHeaders: { a: 'b' },
          apiKey: 'sk-of-another-0123456789',
        },
        gemini: {
          apiProvider: 'gemini',
          apiModelId: 'gemini-2.5-pro',
          geminiApiKey: key,
          googleGeminiBaseUrl: 'https://gateway.example',
        },
        coding: { apiProvider: 'zai', apiModelId: 'glm-4.6', zaiApiLine: 'china_coding' },
        tab: { apiProvider: 'mistral', apiModelId: 'codestral-latest', mistralApiKey: key },
        editor: { apiProvider: 'vscode-lm' },
      }),
      [
        {
          title: 'work',
          provider: 'openai',
          model: 'm',
          address: 'https://gateway.example/v1',
          hasHeaders: true,
          key,
        },
        {
          title: 'gemini',
          provider: 'gemini',
          model: 'gemini-2.5-pro',
          address: 'https://gateway.example',
          key,
        },
        {
          title: 'coding',
          provider: 'zai',
          model: 'glm-4.6',
          address: 'https://open.bigmodel.cn/api/coding/paas/v4',
        },
        {
          title: 'tab',
          provider: 'mistral',
          model: 'codestral-latest',
          address: 'https://codestral.mistral.ai/v1',
          key,
        },
        { title: 'editor', provider: 'vscode-lm' },
      ],
    );
  });

  it('gives nothing of what has the wrong form, and throws on what is no JSON', () => {
    for (const configs of [null, 3, [], 'x', { a: 3, b: null, c: {}, d: { apiProvider: 7 } }]) {
      assert.deepEqual(read(configs), []);
    }
    for (const text of ['3', '{}', '{"providerProfiles":[]}']) {
      assert.deepEqual(readRooExport(text), []);
    }
    assert.throws(() => readRooExport('not json'));
    const many = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, n) => [`p${n}`, { apiProvider: 'openai' }]),
    );
    assert.equal(read(many).length, 200);
  });
});
