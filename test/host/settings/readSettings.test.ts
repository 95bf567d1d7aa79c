import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { readSettings } from '../../../src/host/settings/readSettings.ts';

const read = (values: Record<string, unknown>): ReturnType<typeof readSettings> =>
  readSettings((name) => values[name], plainEnglish);
const messages = (values: Record<string, unknown>): string[] =>
  read(values).problems.map((problem) => problem.message);
const good = { id: 'good', kind: 'openai', models: ['m'] };

describe('readSettings', () => {
  it('has a default for everything', () => {
    const { settings, problems } = read({});
    assert.deepEqual(problems, []);
    assert.deepEqual(settings.providers, []);
    assert.equal(settings['breaker.failures'], 5);
    assert.equal(settings['timeouts.firstToken'], 60);
  });

  it('fills in what a provider leaves out, carefully', () => {
    const [entry] = read({ providers: [good] }).settings.providers;
    assert.deepEqual(entry, {
      ...good,
      privacyTier: 'any',
      armed: false,
      enabled: true,
      limits: {},
    });
  });

  it('names field, value and remedy, and keeps the rest working', () => {
    const { settings, problems } = read({
      'breaker.failures': 0,
      'retry.policy': 'wild',
      'timeouts.stall': 12,
      providers: [{ id: 'bad', kind: 'compatible', baseUrl: 'ftp://x', models: ['m'] }, good],
    });
    assert.equal(settings['breaker.failures'], 5);
    assert.equal(settings['retry.policy'], 'full');
    assert.equal(settings['timeouts.stall'], 12);
    assert.deepEqual(
      settings.providers.map((entry) => entry.id),
      ['good'],
    );
    const all = problems.map((problem) => problem.message).join('\n');
    assert.match(all, /steadfast\.breaker\.failures is 0: .*1/);
    assert.match(all, /steadfast\.retry\.policy is "wild": .*full/);
    assert.match(all, /steadfast\.providers\[0\]\.baseUrl: /);
    assert.deepEqual(
      problems.map((problem) => problem.setting),
      ['steadfast.retry.policy', 'steadfast.breaker.failures', 'steadfast.providers'],
    );
  });

  it('points at the very field of the very entry', () => {
    const [message] = messages({ providers: [good, { ...good, id: 'b', models: [] }] });
    assert.match(message ?? '', /^steadfast\.providers\[1\]\.models is \[\]: /);
  });

  it('refuses an id that is used twice, an address that is missing and a list that is none', () => {
    assert.match(messages({ providers: [good, good] })[0] ?? '', /"good" is used twice/);
    const bare = { id: 'c', kind: 'compatible', models: ['m'] };
    assert.match(messages({ providers: [bare] })[0] ?? '', /baseUrl is missing/);
    assert.match(messages({ providers: 'x' })[0] ?? '', /must be a list/);
  });

  it('takes models of other extensions by vendor and name, without an address, and never our own', () => {
    const lm = (more: object) => ({
      providers: [{ id: 'c', kind: 'vscode.lm', models: ['copilot/m'], ...more }],
    });
    assert.deepEqual(messages(lm({})), []);
    assert.deepEqual(messages(lm({ models: ['copilot/m', 'gpt'] })), [
      'steadfast.providers[0].models[1] is "gpt": it must be vendor/model, for example copilot/gpt-4o.',
    ]);
    assert.deepEqual(messages(lm({ models: ['Steadfast/auto'] })), [
      'steadfast.providers[0].models[0] is "Steadfast/auto": Steadfast does not ask itself. Remove it.',
    ]);
    assert.deepEqual(messages(lm({ baseUrl: 'https://x.example/v1' })), [
      'steadfast.providers[0].baseUrl is set, but models of other extensions have no address. Remove it.',
    ]);
  });

  it('has a version of its API for Anthropic only', () => {
    const entry = { ...good, kind: 'anthropic', apiVersion: '2026-10-21' };
    assert.equal(read({ providers: [entry] }).settings.providers[0]?.apiVersion, '2026-10-21');
    assert.match(
      messages({ providers: [{ ...entry, kind: 'openai' }] })[0] ?? '',
      /providers\[0\]\.apiVersion is "2026-10-21", but openai has no versions.*Remove it/,
    );
    assert.match(
      messages({ providers: [{ ...entry, apiVersion: '2024' }] })[0] ?? '',
      /apiVersion is "2024": it must be one of 2023-06-01, 2026-10-21/,
    );
  });

  it('takes what the person knows of a model, each by itself', () => {
    const models = {
      'ollama/qwen3:14b': { contextTokens: 32_768, vision: false },
      'a/org/model': { price: { input: 1, output: 2.5 } },
      'a/b': { contextTokens: 0 },
      'a/c': { contextTokens: 4096, maxTokens: 1 },
      alone: {},
      '__proto__/x': {},
    };
    const { settings, problems } = read({ models });
    assert.deepEqual(Object.keys(settings.models), [
      'ollama/qwen3:14b',
      'a/org/model',
      '__proto__/x',
    ]);
    assert.deepEqual(settings.models['ollama/qwen3:14b'], models['ollama/qwen3:14b']);
    const all = problems.map(({ message }) => message);
    assert.match(
      all[0] ?? '',
      /^steadfast\.models\["a\/b"\]\.contextTokens is 0: it must be 1 or more/,
    );
    assert.match(all[1] ?? '', /^steadfast\.models\["a\/c"\] has a field .* not known: maxTokens/);
    assert.match(all[2] ?? '', /^steadfast\.models\["alone"\]: write .*"provider\/model"/);
    assert(problems.every(({ setting }) => setting === 'steadfast.models'));
    assert.match(
      messages({ models: [] })[0] ?? '',
      /steadfast\.models is \[\], but must be an object/,
    );
    assert.deepEqual(read({ models: 'x' }).settings.models, {});
  });

  it('refuses a key in the settings without repeating it', () => {
    const [message] = messages({ providers: [{ ...good, apiKey: 'sk-very-secret-value' }] });
    assert.match(message ?? '', /apiKey.*Set Key/);
    assert.doesNotMatch(message ?? '', /very-secret/);
  });

  it('never sends a question to where clear text or a metadata service is', () => {
    for (const baseUrl of ['http://example.com/v1', 'http://169.254.169.254/v1']) {
      const entry = { id: 'c', kind: 'compatible', models: ['m'], baseUrl };
      assert.equal(read({ providers: [entry] }).settings.providers.length, 0, baseUrl);
    }
  });
});
