/*
 * The configuration file: its spellings, and every way to get it wrong.
 */
import assert from 'node:assert/strict';
import { BadConfig, readConfig } from './config.ts';

const compatible = {
  id: 'lab',
  kind: 'compatible',
  baseUrl: 'http://127.0.0.1:9/v1',
  models: ['m'],
  armed: true,
};
const read = (config: object) => readConfig(JSON.stringify(config));

describe('serve/config', () => {
  const spellings: Record<string, object> = {
    nested: { providers: [compatible], routing: { order: ['lab'] }, breaker: { failures: 2 } },
    dotted: { providers: [compatible], 'routing.order': ['lab'], 'breaker.failures': 2 },
    'as in settings.json': {
      'steadfast.providers': [compatible],
      'steadfast.routing.order': ['lab'],
      'steadfast.breaker.failures': 2,
    },
    'below steadfast': {
      steadfast: { providers: [compatible], routing: { order: ['lab'] }, breaker: { failures: 2 } },
    },
  };
  for (const [how, config] of Object.entries(spellings)) {
    it(`reads settings ${how}`, () => {
      const { settings } = read({ ...config, keys: { lab: 'k1' } });
      assert.deepEqual(settings['routing.order'], ['lab']);
      assert.equal(settings['breaker.failures'], 2);
      assert.equal(settings.providers[0]?.id, 'lab');
    });
  }

  it('gives a key to its own origin only', () => {
    const config = read({ providers: [compatible], keys: { lab: 'k1' } });
    assert.equal(config.hasKey('lab'), true);
    assert.equal(config.keyOf('lab', 'http://127.0.0.1:9'), 'k1');
    assert.equal(config.keyOf('lab', 'http://127.0.0.1:10'), undefined);
    assert.equal(config.keyOf('other', 'http://127.0.0.1:9'), undefined);
  });

  const openai = { id: 'o', kind: 'openai', models: ['m'] };
  const bad: [string, string | object, RegExp][] = [
    ['not JSON', '{"keys": {"lab": "sk-secret" oops', /The file is not JSON/],
    ['not an object', '[]', /holds no JSON object/],
    ['no provider', {}, /providers is missing or empty/],
    ['an unknown name', { providers: [compatible], routng: { order: [] } }, /routng\.order is not/],
    [
      'a wrong value',
      { providers: [compatible], breaker: { failures: 'many' } },
      /steadfast\.breaker\.failures is "many": .+\./,
    ],
    ['a wrong address', { providers: [{ ...compatible, baseUrl: 'ftp://x' }] }, /\[0\]\.baseUrl/],
    ['a missing key', { providers: [openai] }, /keys\.o is missing/],
    ['a key of nobody', { providers: [compatible], keys: { nobody: 'sk-secret' } }, /keys\.nobody/],
    [
      'a key that is no text',
      { providers: [compatible], keys: { lab: 17 } },
      /keys\.lab is no text/,
    ],
    ['keys that are none', { providers: [compatible], keys: 'sk-secret' }, /keys is not an object/],
  ];
  for (const [what, config, pattern] of bad) {
    it(`${what}: said with field and remedy, never with a key`, () => {
      const text = typeof config === 'string' ? config : JSON.stringify(config);
      assert.throws(
        () => readConfig(text),
        (error: unknown) => {
          assert.ok(error instanceof BadConfig);
          assert.match(error.message, pattern);
          assert.ok(!error.message.includes('sk-secret'), error.message);
          return true;
        },
      );
    });
  }
});
