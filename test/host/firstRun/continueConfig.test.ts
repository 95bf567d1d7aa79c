import assert from 'node:assert/strict';
import { readContinueJson, readContinueYaml } from '../../../src/host/firstRun/continueConfig.ts';
import type { ForeignModel } from '../../../src/host/firstRun/foreignModel.ts';

const secrets = {
  dotEnv: new Map([['ANTHROPIC_API_KEY', 'sk-dotenv-0123456789']]),
  env: { ANTHROPIC_API_KEY: 'sk-env-0123456789', OTHER_KEY: 'sk-other-0123456789' },
};
const plain = (models: readonly ForeignModel[]): unknown[] =>
  models.map(({ key, ...rest }) => ({ ...rest, ...(key === undefined ? {} : { key: key() }) }));
const yaml = (text: string): unknown[] => plain(readContinueYaml(text, secrets));

describe("Continue's config.yaml", () => {
  it('gives models with service, address and key', () => {
    const text = `
name: mine
version: 1.0.0
defaults: &defaults
  apiKey: \${{ secrets.ANTHROPIC_API_KEY }}
models:
  - <<: *defaults
    name: Claude
    provider: anthropic
    model: claude-sonnet-5-5
    roles: [chat, edit]
  - name: Gateway
    provider: openai
    model: gpt-5
    apiBase: https://gateway.example/v1
    apiKey: sk-plain-0123456789
    requestOptions: { headers: { x-team: a } }
  - name: Tab
    provider: mistral
    model: codestral-latest
    roles: [autocomplete]
  - uses: anthropic/claude-4-sonnet
  - name: Local
    provider: ollama
    model: AUTODETECT
  - name: Work
    provider: azure
    model: gpt-5
    apiBase: https://me.openai.azure.com
    env: { deployment: my-gpt }
    apiKey: \${{ secrets.me/pack/OTHER_KEY }}
`;
    assert.deepEqual(yaml(text), [
      {
        tool: 'Continue',
        title: 'Claude',
        provider: 'anthropic',
        model: 'claude-sonnet-5-5',
        key: 'sk-dotenv-0123456789',
      },
      {
        tool: 'Continue',
        title: 'Gateway',
        provider: 'openai',
        model: 'gpt-5',
        address: 'https://gateway.example/v1',
        hasHeaders: true,
        key: 'sk-plain-0123456789',
      },
      {
        tool: 'Continue',
        title: 'Tab',
        provider: 'mistral',
        model: 'codestral-latest',
        address: 'https://codestral.mistral.ai/v1',
        refusal: 'not-chat',
      },
      {
        tool: 'Continue',
        title: 'anthropic/claude-4-sonnet',
        provider: 'anthropic/claude-4-sonnet',
        refusal: 'hub',
      },
      { tool: 'Continue', title: 'Local', provider: 'ollama' },
      {
        tool: 'Continue',
        title: 'Work',
        provider: 'azure',
        model: 'my-gpt',
        address: 'https://me.openai.azure.com',
        key: 'sk-other-0123456789',
      },
    ]);
  });

  it('gives nothing of what has the wrong form', () => {
    for (const text of [
      '',
      'null',
      '[]',
      'a: b',
      'models: 3',
      'models: {a: b}',
      '- models',
      'models: [1, [], null]',
    ]) {
      assert.deepEqual(yaml(text), [], text);
    }
    const odd = 'models:\n  - {provider: [1], model: {a: b}, apiKey: 7, roles: 3, env: x, name: 2}';
    assert.deepEqual(yaml(odd), [{ tool: 'Continue', title: '', provider: '' }]);
  });

  it('throws on what is no YAML, and takes no more models than anybody has', () => {
    assert.throws(() => yaml('models: [{'));
    const many = `models:\n${'  - {provider: openai, model: m}\n'.repeat(500)}`;
    assert.equal(yaml(many).length, 200);
  });

  it('touches no prototype', () => {
    yaml('__proto__: {polluted: yes}\nmodels:\n  - {__proto__: {polluted: yes}, provider: openai}');
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});

describe("Continue's config.json", () => {
  it('gives models, with variables only where the file lists them', () => {
    const text = `{
      // older
      "env": ["OTHER_KEY"],
      "models": [
        { "title": "GPT", "provider": "openai", "model": "gpt-5", "apiKey": "OTHER_KEY" },
        { "title": "No", "provider": "openai", "model": "gpt-5", "apiKey": "ANTHROPIC_API_KEY" },
        { "title": "Kimi", "provider": "moonshot", "model": "kimi-k2" },
      ],
    }`;
    assert.deepEqual(plain(readContinueJson(text, secrets)), [
      {
        tool: 'Continue',
        title: 'GPT',
        provider: 'openai',
        model: 'gpt-5',
        key: 'sk-other-0123456789',
      },
      // A name that is not listed is taken as what it says.
      {
        tool: 'Continue',
        title: 'No',
        provider: 'openai',
        model: 'gpt-5',
        key: 'ANTHROPIC_API_KEY',
      },
      {
        tool: 'Continue',
        title: 'Kimi',
        provider: 'moonshot',
        model: 'kimi-k2',
        address: 'https://api.moonshot.cn/v1',
      },
    ]);
  });

  it('throws on what is no JSON, and gives nothing of another form', () => {
    assert.throws(() => readContinueJson('{"models": [', secrets));
    assert.deepEqual(readContinueJson('{"models": {"a": 1}, "env": 3}', secrets), []);
  });
});
