import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { secretPlaces } from '../../../src/host/context/secretText.ts';

type Case = { readonly id: string; readonly textB64: string };
const cases = (
  JSON.parse(
    readFileSync(new URL('../../fixtures/torture/secret-redaction.json', import.meta.url), 'utf8'),
  ) as { cases: Case[] }
).cases;
const plain = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
const reasons = (text: string): string[] => secretPlaces(text).map(({ reason }) => reason);
const lines = (text: string): number[] => secretPlaces(text).map(({ line }) => line);

/** Shaped like the real ones, put together here so that no scanner takes this file for a leak. */
const joined = (...parts: string[]): string => parts.join('');
const FAKE = 'FAKE0123456789abcdefFAKE0123456789ab';

describe('secret text', () => {
  it('sees the keys of every vendor as they come in logs, commands, addresses and headers', () => {
    const missed = cases.filter(({ textB64 }) => secretPlaces(plain(textB64)).length === 0);
    // What a vendor has masked itself holds no secret; a bare hex word in prose is no assignment.
    assert.deepEqual(
      missed.map(({ id }) => id).filter((id) => !/masked|error-message/.test(id)),
      [],
    );
  });

  it('sees private keys, cloud keys, passwords in addresses, random values behind a name', () => {
    assert.deepEqual(reasons(joined('a\n-----BEGIN RSA ', 'PRIVATE KEY-----\nMII')), [
      'private-key',
    ]);
    assert.deepEqual(reasons(joined('id = "AKIA', 'ABCDEFGHIJKLMNOP"')), ['key-shape']);
    assert.deepEqual(reasons('postgres://app:hunter2x9@db/prod'), ['password-in-url']);
    assert.deepEqual(reasons(`DB_PASSWORD=${FAKE}`), ['assignment']);
    assert.deepEqual(reasons(`"clientSecret": "${FAKE}"`), ['assignment']);
    assert.deepEqual(reasons("password: 'Tr0ub4dor&3x!'"), ['assignment']);
    assert.deepEqual(lines(`x\ny\nAPI_TOKEN=${FAKE}\n`), [3]);
  });

  it('sees a key that is carried over to the next line, and one deep in a long line', () => {
    assert.deepEqual(lines(`key=sk-ant-api03-FAKE_fa\\\nke-FAKE0123456789abcdefFAKE`), [1]);
    assert.deepEqual(lines(`${'x '.repeat(40_000)} token=${FAKE}`), [1]);
  });

  it('leaves code, placeholders and prose alone', () => {
    const code = [
      'const apiKey = process.env.API_KEY;',
      'token: config.auth.token,',
      'password = getPassword(user)',
      'API_KEY=your-api-key-here',
      'SECRET=${SECRET}',
      'secret: "changeme"',
      'export type TokenEstimator = { readonly inputTokens: number };',
      'const key = `${providerId}/${modelId}`;',
      'authorization: `Bearer ${key}`',
      'https://example.com/docs?page=2',
      '"integrity": "sha512-52N+Y4HRMOJmbLmr+DqO4iSRyyB7N52gm7PWCT6h0p978+oKbqHCB7gIJIwZvBUsjlSdWbrBFqUSmIFNZMpn0A=="',
      'maxTokens: 128000',
      'keyboardShortcut = "ctrl+shift+alt+f12"',
      'private readonly signatureVerifier = createVerifier();',
      'The secret of good tests is patience and 12345 retries',
    ];
    assert.deepEqual(
      code.filter((line) => secretPlaces(line).length > 0),
      [],
    );
  });

  it('stays quick on lines that were made to be slow', () => {
    const before = process.cpuUsage();
    for (const part of ['key=', 'secret:"', 'a'.repeat(50), '-----BEGIN ', 'https://a:', '\\\n']) {
      secretPlaces(part.repeat(400_000 / part.length));
    }
    const { user } = process.cpuUsage(before);
    assert.ok(user < 5_000_000, `${user} µs`);
  });
});
