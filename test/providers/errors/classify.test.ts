/*
 * Bodies as vendors document and users report them, beyond the recorded ones, and the kind that
 * each must be. The list is data: `fixtures/errors/vendor-errors.json`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorKind } from '../../../src/core/index.ts';
import { classify } from '../../../src/providers/errors/classify.ts';
import { bodyError, statusError } from '../../../src/providers/errors/errorOf.ts';
import { vendorErrorOf } from '../../../src/providers/errors/vendorError.ts';

type Case = { readonly status: number; readonly body: unknown; readonly kind: ErrorKind };
const FILE = path.join(import.meta.dirname, '../../fixtures/errors/vendor-errors.json');
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { cases: readonly Case[] };

describe('what a failure is', () => {
  for (const { status, body, kind } of cases) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    it(`${status} ${text.slice(0, 90)} is ${kind}`, () => {
      const place = {
        providerId: 'p',
        modelId: 'm',
        status: status || 200,
        headers: {},
        wallMs: 0,
      };
      const read = status === 0 ? bodyError(place, body) : statusError(place, text);
      assert.equal(read.kind, kind);
    });
  }

  it('a delay within the hour says that a sentence about plans is no verdict on money', () => {
    const vendor = vendorErrorOf({ error: { message: 'You exceeded your current quota' } }, 0);
    const judge = (retryAfterMs: number | undefined): ErrorKind =>
      classify({ status: 429, vendor, retryAfterMs });
    assert.equal(judge(30_000), 'rate-limit');
    assert.equal(judge(undefined), 'quota');
    assert.equal(judge(40_000_000), 'quota');
  });
});
