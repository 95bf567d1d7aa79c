import assert from 'node:assert/strict';
import { ERROR_KINDS } from '../../../src/core/index.ts';
import { causeSentence } from '../../../src/host/words/causes.ts';
import { a, context, record } from '../fakes.ts';

const sentence = (fields: Parameters<typeof record>[0]): string =>
  causeSentence(record(fields), context, a);

describe('causes', () => {
  it('has a sentence for every kind of the error table, without words of the trade', () => {
    for (const kind of ERROR_KINDS) {
      const words = sentence({ kind });
      assert.match(words, /^[A-Z].*[.?]$/, kind);
      assert.doesNotMatch(words, /breaker|timeout|half-open|endpoint|HTTP|token|\{\d\}/i, kind);
    }
  });

  it('says how long was waited and until when a pause was asked for', () => {
    assert.equal(sentence({ kind: 'silent', waitedMs: 12_000 }), 'A went silent for 12 s.');
    assert.equal(
      sentence({ kind: 'rate-limit', retryAfterMs: 20_000 }),
      'A asks for a pause until 14:05:20.',
    );
  });

  it('says how long a model usually takes, where that is known and less', () => {
    const usual = (usualMs: number | undefined, kind: 'silent' | 'stall' = 'silent'): string =>
      causeSentence(record({ kind, waitedMs: 12_000 }), { ...context, usualMs: () => usualMs }, a);
    assert.equal(usual(800), 'A went silent for 12 s (usually 0.8 s).');
    assert.equal(usual(undefined), 'A went silent for 12 s.');
    assert.equal(usual(20_000), 'A went silent for 12 s.');
    // In mid-answer there is nothing to compare it with.
    assert.equal(usual(800, 'stall'), 'A went silent for 12 s.');
  });

  it('names a person’s own limit for a whole answer', () => {
    const limit = { what: 'total', ms: 90_000, by: 'person' } as const;
    const words = sentence({ kind: 'deadline', waitedMs: 90_000, limit });
    assert.equal(words, 'A took longer than 90 s, your limit for a whole answer.');
  });

  it('says how long a question was, and how much fits', () => {
    const tooLong = { neededTokens: 240_000, windowTokens: 128_000 };
    const words = sentence({ kind: 'context-length', tooLong });
    assert.equal(words, 'This needs ~240k tokens; A takes 128k.');
  });

  it('tells the networks apart', () => {
    const all = (['dns', 'refused', 'reset', 'unreachable'] as const).map((net) =>
      sentence({ kind: 'connect', net }),
    );
    assert.equal(new Set(all).size, 4);
  });

  it('tells a proxy that wants a sign-in from one that lets nothing through or is not there', () => {
    assert.match(sentence({ kind: 'proxy', status: 407 }), /wants a sign-in before A/);
    assert.match(sentence({ kind: 'proxy' }), /does not let questions through to A/);
    assert.match(sentence({ kind: 'proxy', net: 'refused' }), /way to A cannot be reached/);
  });

  it('does not say of a key that was never entered that it was entered elsewhere', () => {
    const words = sentence({ kind: 'auth', origin: 'local' });
    assert.equal(words, 'A needs a key that was entered here for its present address.');
  });

  it('tells a person’s own no in VS Code from a key that may not', () => {
    assert.equal(
      sentence({ kind: 'permission', vendorCode: 'NoPermissions' }),
      'VS Code was not allowed to let Steadfast use A.',
    );
    assert.equal(sentence({ kind: 'permission' }), 'A does not allow this key to use m.');
  });

  it('names the target of the error before the one it was given', () => {
    const own = record({ kind: 'auth', target: { providerId: 'z', modelId: 'm' } });
    assert.equal(causeSentence(own, context, a), 'Z does not accept this key.');
  });
});
