import assert from 'node:assert/strict';
import { keyIn, standingOf, type PresentEntry } from '../../../src/host/firstRun/offer.ts';
import { ProviderSetting } from '../../../src/host/settings/schema.ts';

const present = (more: object, isComplete = true): PresentEntry => ({
  entry: ProviderSetting.parse({ id: 'a', kind: 'openai', models: ['m'], ...more }),
  isComplete,
});
const openai = { baseUrl: 'https://api.openai.com/v1', hasKey: true };

describe('standing of an offer', () => {
  it('is by the origin, whatever the entry is called or of which kind it is', () => {
    assert.deepEqual(standingOf(openai, []), { is: 'new' });
    assert.deepEqual(standingOf(openai, [present({})]), { is: 'there' });
    const moved = present({ kind: 'compatible', baseUrl: 'https://api.openai.com/other' });
    assert.deepEqual(standingOf(openai, [moved]), { is: 'there' });
    const other = present({ baseUrl: 'https://eu.api.openai.com/v1' });
    assert.deepEqual(standingOf(openai, [other]), { is: 'new' });
  });

  it('knows this computer by all its names', () => {
    const here = { baseUrl: 'http://localhost:11434', hasKey: false };
    assert.deepEqual(standingOf(here, [present({ kind: 'ollama' })]), { is: 'there' });
    const elsewhere = { ...here, baseUrl: 'http://localhost:11435' };
    assert.deepEqual(standingOf(elsewhere, [present({ kind: 'ollama' })]), { is: 'new' });
  });

  it('fills an entry whose key is missing, and only with a key', () => {
    const lacking = present({ id: 'mine' }, false);
    assert.deepEqual(standingOf(openai, [lacking]), { is: 'fills', providerId: 'mine' });
    assert.deepEqual(standingOf({ ...openai, hasKey: false }, [lacking]), { is: 'there' });
  });
});

describe('a text that could be a key', () => {
  it('is printable, without blanks, and of some length', () => {
    assert.equal(keyIn('  sk-0123456789 \n'), 'sk-0123456789');
    for (const text of [
      undefined,
      '',
      '   ',
      'short',
      'two words',
      'naïve-key-0123',
      'a\u0000b34567890',
    ]) {
      assert.equal(keyIn(text), undefined, JSON.stringify(text));
    }
    assert.equal(keyIn('x'.repeat(4097)), undefined);
  });

  it('is nothing that only stands in its place', () => {
    const texts = ['<YOUR_API_KEY>', 'your-api-key', 'YOUR_OPENAI_API_KEY', 'sk-...', 'xxxxxxxxxx'];
    for (const text of [...texts, '${OPENAI_API_KEY}']) assert.equal(keyIn(text), undefined, text);
  });
});
