/*
 * Keys that a server echoes must not come out: each invented key, in each form, through the error
 * of a status and the error inside a stream. No eight characters of it in a row may be left, plain,
 * percent-encoded or as base64. Words that are no keys stay.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bodyError, statusError } from '../../../src/providers/errors/errorOf.ts';
import { redactKeys } from '../../../src/providers/errors/redact.ts';

type Case = { id: string; secretB64: string; textB64: string };
const { cases } = JSON.parse(
  readFileSync(
    path.join(import.meta.dirname, '../../fixtures/torture/secret-redaction.json'),
    'utf8',
  ),
) as { cases: Case[] };
const decode = (b64: string): string => Buffer.from(b64, 'base64').toString('utf8');

/** Vendors' own prefixes are public. */
const PREFIX = /^(?:sk-ant-api03-|sk-or-v1-|sk-proj-|sk-|AIza|gsk_|xai-|hf_)/;

function leaks(text: string, secret: string): string | undefined {
  const bare = secret.replace(PREFIX, '');
  const forms = [bare, encodeURIComponent(bare), ...[0, 1, 2].map((pad) => encoded(bare, pad))];
  for (const form of forms) {
    for (let at = 0; at + 8 <= form.length; at += 1) {
      if (text.includes(form.slice(at, at + 8))) return form.slice(at, at + 8);
    }
  }
  return undefined;
}

/** As base64 at each of the three alignments, without the characters that neighbours decide. */
function encoded(secret: string, pad: number): string {
  return Buffer.from('x'.repeat(pad) + secret)
    .toString('base64')
    .replace(/=+$/, '')
    .slice(4, -1);
}

describe('keys in what a vendor says', () => {
  it('has all cases', () => assert.equal(cases.length, 28));

  for (const { id, secretB64, textB64 } of cases) {
    it(id, () => {
      const secret = decode(secretB64);
      const text = decode(textB64);
      const place = {
        providerId: 'p',
        modelId: 'm',
        status: 401,
        headers: { 'x-request-id': 'r1' },
        wallMs: 0,
      };
      const errors = [
        statusError(place, text),
        statusError(place, JSON.stringify({ error: { message: text } })),
        statusError(place, JSON.stringify({ error: { message: 'x', metadata: { raw: text } } })),
        statusError(place, `<html><title>${text}</title></html>`),
        bodyError({ ...place, status: 200 }, { error: text }),
      ];
      for (const error of errors) {
        const shown = JSON.stringify([
          error.message,
          error.vendorMessage,
          error.vendorCode,
          String(error),
        ]);
        assert.equal(leaks(shown, secret), undefined, shown);
      }
    });
  }

  const kept = [
    'Rate limit reached for model `llama-3.3-70b-versatile` on tokens per minute (TPM): Limit 12000',
    'The model `meta-llama/llama-4-maverick-17b-128e-instruct` does not exist.',
    'You need to provide your API key in an Authorization header using Bearer auth.',
    'max_tokens: 4096 is more than 2048',
    'See https://platform.openai.com/account/rate-limits for more.',
    'Missing Authentication header',
  ];
  for (const text of kept) it(`keeps: ${text}`, () => assert.equal(redactKeys(text), text));

  it('reads a hostile text in no time', () => {
    for (const piece of ['sk-', 'key: ', 'bearer ', 'a1\n', 'Aa0+/=', '"key" : "']) {
      const startMs = performance.now();
      redactKeys(piece.repeat(4000).slice(0, 4000));
      assert(performance.now() - startMs < 2_000, piece);
    }
  });
});
