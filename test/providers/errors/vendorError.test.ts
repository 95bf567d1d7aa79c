/*
 * Reading an error body in any shape: sentences, words, status, delay; and telling an error from an
 * answer.
 */
import assert from 'node:assert/strict';
import {
  isErrorShape,
  readVendorError,
  vendorErrorOf,
} from '../../../src/providers/errors/vendorError.ts';

const read = (body: unknown) =>
  readVendorError(typeof body === 'string' ? body : JSON.stringify(body), 0);

describe('error bodies', () => {
  const says: readonly (readonly [string, unknown, string | undefined, string | undefined])[] = [
    ['the OpenAI family', { error: { message: 'm', type: 't', param: null, code: 'c' } }, 'm', 'c'],
    ['a type without a code', { error: { message: 'm', type: 't', code: null } }, 'm', 't'],
    ['a numeric code', { error: { message: 'm', code: 429 } }, 'm', undefined],
    ['text', { error: 'm' }, 'm', undefined],
    ['xAI', { code: 'a sentence', error: 'm' }, 'm', 'a sentence'],
    ['detail', { detail: 'm' }, 'm', undefined],
    ['FastAPI', { detail: [{ loc: ['body'], msg: 'm', type: 'missing' }] }, 'm', 'missing'],
    ['flat', { message: 'm', code: 'c' }, 'm', 'c'],
    [
      'a message that is an object',
      { object: 'error', message: { detail: [{ msg: 'm' }] } },
      'm',
      undefined,
    ],
    ['a list', [{ error: { message: 'm', status: 'S' } }], 'm', 'S'],
    ['an event', 'data: {"error":{"message":"m","code":"c"}}\n\n', 'm', 'c'],
    ['a page', '<!doctype html><html><title>Just a moment</title>', 'Just a moment', undefined],
    ['plain text', 'error code: 524', 'error code: 524', undefined],
    ['nothing', '', undefined, undefined],
  ];
  for (const [what, body, message, code] of says) {
    it(what, () => {
      const vendor = read(body);
      assert.equal(vendor.messages[0], message);
      assert.equal(vendor.code, code);
    });
  }

  it("reads a broker's copy of the upstream body, and of its headers", () => {
    const raw = JSON.stringify({ error: { message: 'inner', code: 'rate_limited' } });
    const headers = { 'Retry-After': '7' };
    const vendor = read({
      error: { message: 'outer', code: 502, metadata: { provider_name: 'N', raw, headers } },
    });
    assert.deepEqual(vendor.messages, ['outer', 'inner']);
    assert(vendor.words.includes('rate_limited') && vendor.namesUpstream);
    assert.equal(vendor.status, 502);
    assert.equal(vendor.retryAfterMs, 7000);
  });

  it('takes the larger of RetryInfo and the sentence', () => {
    const vendor = read({
      error: {
        message: 'Please retry in 48.939935699s.',
        details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '48s' }],
      },
    });
    assert.equal(vendor.retryAfterMs, 48_940);
  });

  it('does not read what a model or a person wrote', () => {
    const vendor = read({
      error: {
        message: 'm',
        failed_generation: 'secret',
        flagged_input: 'secret',
        param: 'secret',
      },
    });
    assert(!JSON.stringify(vendor).includes('secret'));
  });

  it('ends on deep, wide and self-quoting bodies', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 5000; level += 1) deep = { error: deep };
    assert.equal(vendorErrorOf(deep, 0).messages.length, 0);
    const wide = { errors: Array.from({ length: 10_000 }, (_, at) => ({ message: `m${at}` })) };
    assert(vendorErrorOf(wide, 0).messages.length <= 60);
    let quoted = '"x"';
    for (let level = 0; level < 12; level += 1) quoted = JSON.stringify({ error: quoted });
    assert(read(quoted).messages.length <= 1);
  });

  const shapes: readonly (readonly [object, boolean])[] = [
    [{ error: { message: 'x' } }, true],
    [{ error: 'x' }, true],
    [{ error: {} }, true],
    [{ error: null, choices: [] }, false],
    [{ error: {}, choices: [{}] }, false],
    [{ error: { code: 1 }, choices: [{}] }, true],
    [{ object: 'error', message: 'x' }, true],
    [{ type: 'error' }, true],
    [{ message: 'x', code: 'y' }, true],
    [{ detail: 'x' }, true],
    [{ errors: [{ message: 'x' }] }, true],
    [{ type: 'ping' }, false],
    [{ type: 'keepalive', message: 'still here' }, false],
    [{ choices: [{ delta: {} }], message: 'x', code: 'y' }, false],
    [{ id: 'x', choices: [], usage: {} }, false],
  ];
  for (const [body, isError] of shapes) {
    it(`${JSON.stringify(body)} is ${isError ? 'an' : 'no'} error`, () => {
      assert.equal(isErrorShape(body as Record<string, unknown>), isError);
    });
  }
});
