/*
 * Addresses: every case of the attack list, and the rules behind them.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkBaseUrl, endpointUrl } from '../../src/providers/baseUrl.ts';
import { createProvider } from '../../src/providers/provider.ts';
import { drive, handClock, serve } from './bench.ts';

type Attack = { id: string; url?: string; server?: string; expect: string };
const { cases } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../fixtures/torture/base-url-attacks.json'), 'utf8'),
) as { cases: Attack[] };

/** Where the list leaves a choice, what was decided. */
const DECIDED: { readonly [expect: string]: readonly string[] } = {
  accept: ['accept'],
  'accept-local': ['accept-local'],
  // Asking before a new host is the host's consent question; the address itself is fine.
  'confirm-new-host': ['accept'],
  'reject-or-confirm': ['reject'],
  'accept-local-or-reject': ['reject'],
  'reject-or-fix': ['reject', 'accept'],
  reject: ['reject'],
};

describe('addresses', () => {
  for (const { id, url, expect } of cases) {
    if (url === undefined) continue;
    it(`${id}: ${expect}`, () => {
      const checked = checkBaseUrl(url);
      const verdict = !checked.ok ? 'reject' : checked.isLoopback ? 'accept-local' : 'accept';
      assert(
        DECIDED[expect]?.includes(verdict),
        `${verdict}: ${JSON.stringify(checked).slice(0, 200)}`,
      );
      if (!checked.ok) assert.match(checked.problem, /^[^\n]{20,250}\.$/);
    });
  }

  it('follows no redirect', async () => {
    assert.equal(cases.filter((attack) => attack.id.startsWith('redirect')).length, 2);
    for (const status of [301, 302, 307, 308]) {
      const headers = { location: 'https://attacker.invalid/v1/chat/completions' };
      const transport = serve({ status, headers });
      const run = await drive(
        createProvider({ id: 'acme', kind: 'openai', models: [] }, transport, handClock()),
      );
      assert.equal(run.error?.kind, 'protocol');
      assert.equal(transport.requests.length, 1);
    }
  });

  const accepted: readonly (readonly [string, string, boolean])[] = [
    ['https://api.openai.com/v1/', 'https://api.openai.com/v1', false],
    [' https://api.openai.com/v1 ', 'https://api.openai.com/v1', false],
    ['https://h.example/v1///', 'https://h.example/v1', false],
    ['https://h.example', 'https://h.example', false],
    ['HTTPS://H.Example:443/v1', 'https://h.example/v1', false],
    ['https://h.example/v1/chat/completions', 'https://h.example/v1', false],
    ['https://h.example/v1/chat/completions/', 'https://h.example/v1', false],
    ['https://h.example/v1/models', 'https://h.example/v1', false],
    ['https://h.example/v1#frag', 'https://h.example/v1', false],
    ['https://h.example/v1?api-version=1', 'https://h.example/v1?api-version=1', false],
    ['http://localhost:1234/v1', 'http://localhost:1234/v1', true],
    ['http://127.0.0.2:8080', 'http://127.0.0.2:8080', true],
    ['http://[::1]:8080/v1', 'http://[::1]:8080/v1', true],
    ['http://ollama.localhost/v1', 'http://ollama.localhost/v1', true],
    ['https://localhost/v1', 'https://localhost/v1', true],
    ['https://localhost.attacker.invalid/v1', 'https://localhost.attacker.invalid/v1', false],
  ];
  for (const [text, url, isLoopback] of accepted) {
    it(`takes ${text}`, () => {
      assert.deepEqual(checkBaseUrl(text), {
        ok: true,
        url,
        origin: new URL(url).origin,
        isLoopback,
      });
    });
  }

  const refused: readonly (readonly [string, RegExp])[] = [
    ['', /empty/],
    ['localhost:11434/v1', /http:\/\/localhost:11434\/v1/],
    ['api.openai.com/v1', /https:\/\/api\.openai\.com\/v1/],
    ['http://127.0.0.1.nip.io/v1', /clear text/],
    ['http://192.168.1.20:11434/v1', /clear text/],
    ['https://169.254.169.254/latest', /metadata/],
    ['https://169.254.170.2/v2', /metadata/],
    ['https://[fe80::1]/v1', /metadata/],
    ['https://[fd00:ec2::254]/v1', /metadata/],
    ['https://[::ffff:169.254.169.254]/', /IPv4/],
    ['http://[::ffff:127.0.0.1]/', /IPv4/],
    ['https://100.100.100.200/', /metadata/],
    ['https://metadata.google.internal./v1', /metadata/],
    ['http://0.0.0.0:8080/v1', /127\.0\.0\.1/],
    ['http://0177.0.0.1/', /unusual/],
    ['http://127.000.000.001/', /unusual/],
    ['http://0xa9.0xfe.0xa9.0xfe/', /unusual/],
    ['http://１２７.0.0.1/', /unusual/],
    ['https://@h.example/v1', /@/],
    ['https://h.example:0/v1', /[Pp]ort/],
    ['https://h.example/v1?key=abc', /looks like a key/],
    ['https://h.example/v1?api-key=abc', /looks like a key/],
    ['https://h.example/a b', /blank/],
    ['file:///etc/passwd', /file:/],
    ['data:text/html,x', /data:/],
    ['https:/\\evil', /backslash/],
    ['https://exa mple/', /blank/],
    ['https://[::1', /no address/],
  ];
  for (const [text, problem] of refused) {
    it(`refuses ${text || 'nothing'}`, () => {
      const checked = checkBaseUrl(text);
      assert(!checked.ok, JSON.stringify(checked));
      assert.match(checked.problem, problem);
    });
  }

  it('a refusal never repeats a password', () => {
    const checked = checkBaseUrl('https://user:hunter22@h.example/v1');
    assert(!checked.ok && !checked.problem.includes('hunter22'));
  });

  it('puts endpoints under the path and before the query', () => {
    assert.equal(endpointUrl('https://h.example', '/models'), 'https://h.example/models');
    assert.equal(
      endpointUrl('https://h.example/v1?a=1', '/ask', { alt: 'sse' }),
      'https://h.example/v1/ask?a=1&alt=sse',
    );
    assert.equal(
      endpointUrl('https://h.example/v1?api-version=1', '/chat/completions'),
      'https://h.example/v1/chat/completions?api-version=1',
    );
  });
});
