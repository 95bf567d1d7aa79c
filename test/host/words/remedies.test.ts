import assert from 'node:assert/strict';
import { ERROR_KINDS } from '../../../src/core/index.ts';
import { placeOf } from '../../../src/host/commands/providerFacts.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { CONSENT_REFUSED } from '../../../src/host/words/causes.ts';
import { remedyOf, type Remedy } from '../../../src/host/words/remedies.ts';
import { a, record } from '../fakes.ts';

type Entry = Parameters<typeof placeOf>[0];

const own: Entry = { kind: 'openai' };
const typed: Entry = { kind: 'compatible', baseUrl: 'https://models.example.com/v1' };
const here: Entry = { kind: 'llamacpp' };
const of = (fields: Parameters<typeof record>[0], entry: Entry = own): Remedy =>
  remedyOf(record(fields), placeOf(entry), plainEnglish);

describe('remedies', () => {
  it('has buttons for every kind, three at most, and advice without words of the trade', () => {
    for (const kind of ERROR_KINDS) {
      for (const entry of [own, typed, here, { kind: 'vscode.lm' } as const]) {
        const { advice, actions } = of({ kind }, entry);
        assert.ok(actions.length >= 2 && actions.length <= 3, kind);
        assert.equal(new Set(actions).size, actions.length, kind);
        assert.match(advice, /^$|^[A-Z].*\.$/, kind);
        assert.doesNotMatch(advice, /breaker|timeout|endpoint|HTTP(?!s?:)|token|\{\d\}/i, kind);
      }
    }
  });

  it('a key: to replace it, or to get one from whoever gives them', () => {
    assert.deepEqual(of({ kind: 'auth' }), {
      advice: 'Enter it again, or make a new one.',
      actions: ['replace-key', 'open-key-page', 'test-again'],
    });
    assert.deepEqual(of({ kind: 'auth' }, typed).actions, [
      'replace-key',
      'test-again',
      'show-log',
    ]);
    // The sentence before it says already what is to be done.
    assert.equal(of({ kind: 'auth', origin: 'local' }).advice, '');
  });

  it('credit: where it is bought, if that is known', () => {
    assert.equal(of({ kind: 'quota' }).actions[0], 'open-billing');
    assert.equal(of({ kind: 'quota' }, { kind: 'cerebras' }).actions[0], 'open-billing');
    assert.equal(of({ kind: 'quota' }, typed).actions[0], 'test-again');
    const elsewhere = { kind: 'openai', baseUrl: 'https://gateway.example.com/v1' } as const;
    assert.equal(of({ kind: 'quota' }, elsewhere).actions[0], 'test-again');
  });

  it('a model: another one, a smaller one, or another key', () => {
    assert.match(of({ kind: 'model-gone' }).advice, /another/);
    assert.match(of({ kind: 'no-memory' }, here).advice, /smaller/);
    assert.deepEqual(of({ kind: 'permission' }).actions.slice(0, 2), [
      'choose-model',
      'replace-key',
    ]);
    const lm = { kind: 'vscode.lm' } as const;
    assert.ok(!of({ kind: 'permission' }, lm).actions.includes('replace-key'));
    const refused = of({ kind: 'permission', vendorCode: CONSENT_REFUSED }, lm);
    assert.equal(refused.advice, 'Test it again, and allow it when VS Code asks.');
    assert.equal(refused.actions[0], 'test-again');
  });

  it('an address: to be corrected where a person entered it, with its usual form', () => {
    const wrong = of({ kind: 'protocol' }, typed);
    assert.equal(
      wrong.advice,
      'It was asked at https://models.example.com/v1. Such addresses look like https://host/v1.',
    );
    assert.equal(wrong.actions[0], 'change-address');
    assert.ok(!of({ kind: 'protocol' }).actions.includes('change-address'));
  });

  it('the network: what to start, spell or check, by where it is', () => {
    const advice = (net: 'dns' | 'refused' | 'reset', entry: Entry): string =>
      of({ kind: 'connect', net }, entry).advice;
    assert.equal(advice('refused', here), 'Start it, or correct its address, 127.0.0.1:8080.');
    assert.match(advice('dns', typed), /spelling of models\.example\.com/);
    assert.match(advice('reset', typed), /its address, models\.example\.com\.$/);
    assert.match(advice('refused', own), /may be down, .* let api\.openai\.com through/);
    assert.ok(!of({ kind: 'connect' }).actions.includes('change-address'));
    assert.equal(of({ kind: 'offline' }).advice, 'Check the network.');
  });

  it('certificate and proxy: the settings of the proxy', () => {
    for (const kind of ['tls', 'proxy'] as const) {
      assert.equal(of({ kind }).actions[0], 'open-proxy-settings');
      assert.match(of({ kind }).advice, /proxy/i);
    }
    assert.ok(of({ kind: 'tls' }, typed).actions.includes('change-address'));
  });

  it('of one that was asked twice: what it failed by last', () => {
    const causes = [record({ kind: 'cut', target: a }), record({ kind: 'auth', target: a })];
    assert.equal(of({ kind: 'exhausted', causes }).actions[0], 'replace-key');
  });
});
