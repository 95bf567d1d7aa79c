import assert from 'node:assert/strict';
import { envFindings, hasEnvKeys } from '../../../src/host/firstRun/envKeys.ts';
import type { Findings, Offer, PresentEntry } from '../../../src/host/firstRun/offer.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { ProviderSetting } from '../../../src/host/settings/schema.ts';

const key = 'sk-test-0123456789abcdef';
const found = (env: Record<string, string>, present: readonly PresentEntry[] = []): Findings =>
  envFindings(env, present, plainEnglish);
const only = (env: Record<string, string>): Offer => {
  const { offers, refusals } = found(env);
  assert.deepEqual([offers.length, refusals], [1, []]);
  return offers[0]!;
};

describe('keys in the environment', () => {
  it("are offered by the variable's name and the vendor's own address, never by their value", () => {
    const { offers, refusals } = found({ OPENAI_API_KEY: key, ANTHROPIC_API_KEY: ` ${key}\n` });
    assert.deepEqual(refusals, []);
    assert.deepEqual(
      offers.map(({ kind, baseUrl, source, standing, isSuggested }) => [
        kind,
        baseUrl,
        source,
        standing.is,
        isSuggested,
      ]),
      [
        ['openai', 'https://api.openai.com/v1', 'OPENAI_API_KEY', 'new', true],
        ['anthropic', 'https://api.anthropic.com/v1', 'ANTHROPIC_API_KEY', 'new', true],
      ],
    );
    assert.ok(!JSON.stringify(offers).includes('0123456789'));
    assert.equal(offers[1]?.key?.(), key);
  });

  it('knows other names of the same key, and offers one value once', () => {
    assert.equal(only({ GOOGLE_API_KEY: key }).kind, 'gemini');
    assert.equal(only({ GEMINI_API_KEY: key, GOOGLE_API_KEY: key }).source, 'GEMINI_API_KEY');
    const two = found({ GEMINI_API_KEY: key, GOOGLE_API_KEY: `${key}-2` }).offers;
    assert.deepEqual(
      two.map(({ isSuggested }) => isSuggested),
      [true, false],
    );
  });

  it('offers a key for the address that the environment names, and for no other', () => {
    const moved = only({ OPENAI_API_KEY: key, OPENAI_BASE_URL: 'https://gateway.example/v1' });
    assert.deepEqual(
      [moved.kind, moved.baseUrl, moved.label, moved.note],
      [
        'compatible',
        'https://gateway.example/v1',
        'gateway.example',
        'Goes to gateway.example, as OPENAI_BASE_URL says.',
      ],
    );
    const proxied = only({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: 'http://127.0.0.1:4000' });
    assert.deepEqual([proxied.kind, proxied.baseUrl], ['anthropic', 'http://127.0.0.1:4000/v1']);
    const azure = only({
      AZURE_OPENAI_API_KEY: key,
      AZURE_OPENAI_ENDPOINT: 'https://me.openai.azure.com',
    });
    assert.equal(azure.baseUrl, 'https://me.openai.azure.com/openai/v1');
  });

  it('refuses with a sentence where the address is missing or must not be asked', () => {
    const why = (env: Record<string, string>): string => {
      const { offers, refusals } = found(env);
      assert.deepEqual([offers, refusals.length], [[], 1]);
      assert.ok(!JSON.stringify(refusals).includes('0123456789'));
      return refusals[0]?.why ?? '';
    };
    assert.match(why({ AZURE_OPENAI_API_KEY: key }), /set AZURE_OPENAI_ENDPOINT too/);
    assert.match(
      why({ OPENAI_API_KEY: key, OPENAI_BASE_URL: 'http://gateway.example/v1' }),
      /^OPENAI_BASE_URL: http sends the key .* in clear text/,
    );
    assert.match(
      why({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `https://x:${key}@h.example` }),
      /hides the true host/,
    );
    assert.equal(
      why({ GROQ_API_KEY: 'two words' }),
      'GROQ_API_KEY holds no key that could be sent.',
    );
  });

  it('does not tick a token that opens a whole account, nor what is there already', () => {
    const token = only({ GITHUB_TOKEN: key });
    assert.equal(token.isSuggested, false);
    assert.match(token.note ?? '', /whole account/);
    const entry = ProviderSetting.parse({ id: 'mine', kind: 'openai', models: ['m'] });
    const env = { OPENAI_API_KEY: key };
    const there = found(env, [{ entry, isComplete: true }]).offers[0];
    assert.deepEqual([there?.standing.is, there?.isSuggested], ['there', false]);
    const fills = found(env, [{ entry, isComplete: false }]).offers[0];
    assert.deepEqual(fills?.standing, { is: 'fills', providerId: 'mine' });
    assert.equal(fills?.isSuggested, true);
  });

  it('takes a host of Ollama as Ollama does, without a key', () => {
    const at = (host: string): string => only({ OLLAMA_HOST: host }).baseUrl;
    assert.equal(at('0.0.0.0'), 'http://127.0.0.1:11434');
    assert.equal(at('127.0.0.1:11500'), 'http://127.0.0.1:11500');
    assert.equal(at('http://localhost'), 'http://localhost:11434');
    assert.equal(at('https://ollama.example'), 'https://ollama.example');
    assert.equal(only({ OLLAMA_HOST: '127.0.0.1' }).key, undefined);
    assert.match(found({ OLLAMA_HOST: '192.168.1.7' }).refusals[0]?.why ?? '', /in clear text/);
  });

  it('are worth a button only where a key of a service is among them', () => {
    assert.equal(hasEnvKeys({ OPENAI_API_KEY: key }), true);
    assert.equal(hasEnvKeys({ GITHUB_TOKEN: key, OPENAI_API_KEY: '', OLLAMA_HOST: 'x' }), false);
    assert.equal(hasEnvKeys({}), false);
  });
});
