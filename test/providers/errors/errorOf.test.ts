/*
 * What an error carries: status, delay, limits, ids, target; and what it must not take from a 200.
 */
import assert from 'node:assert/strict';
import {
  bodyError,
  readingError,
  reportedError,
  requestIdOf,
  statusError,
} from '../../../src/providers/errors/errorOf.ts';

const NOW = Date.UTC(2026, 10, 23);
const place = (headers: Record<string, string>, status = 429) => ({
  providerId: 'acme',
  modelId: 'm-1',
  status,
  headers,
  wallMs: NOW,
});

describe('errors', () => {
  it('of a status carry delay, limits, code, ids and target', () => {
    const headers = {
      'retry-after': '12',
      'x-request-id': 'req_1',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '13.5s',
    };
    const body = '{"error":{"message":"Slow","type":"tokens","code":"rate_limit_exceeded"}}';
    const error = statusError(place(headers), body);
    assert.equal(error.kind, 'rate-limit');
    assert.equal(error.status, 429);
    assert.equal(error.retryAfterMs, 13_500);
    assert.deepEqual(error.limits, { tokens: { remaining: 0, resetsInMs: 13_500 } });
    assert.equal(error.vendorCode, 'rate_limit_exceeded');
    assert.equal(error.vendorMessage, 'Slow');
    assert.equal(error.vendorRequestId, 'req_1');
    assert.deepEqual(error.target, { providerId: 'acme', modelId: 'm-1' });
    assert.match(error.message, /^m-1 at acme answered 429: /);
  });

  it('inside a 200 take no delay from its headers', () => {
    const error = bodyError(place({ 'retry-after': '61' }, 200), {
      error: { message: 'x', code: 503 },
    });
    assert.equal(error.retryAfterMs, undefined);
    assert.equal(error.status, 503);
  });

  it('inside a 200 take the delay that they name themselves', () => {
    const metadata = {
      headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOW + 2000) },
    };
    const error = bodyError(place({}, 200), {
      error: { message: 'Rate limit', code: 429, metadata },
    });
    assert.equal(error.retryAfterMs, 2000);
  });

  it('say both sentences where the first only points at somebody else', () => {
    const metadata = { provider_name: 'N', raw: 'overheated' };
    const error = statusError(
      place({}, 502),
      JSON.stringify({ error: { message: 'Provider returned error', metadata } }),
    );
    assert.equal(error.vendorMessage, 'Provider returned error: overheated');
  });

  it('of our own reading keep id and target', () => {
    const error = readingError(place({ 'request-id': 'r' }, 200), 'truncated', 'it ended');
    assert.equal(error.message, 'm-1 at acme: it ended');
    assert.equal(error.vendorRequestId, 'r');
  });

  it('find the request id of every vendor', () => {
    for (const name of [
      'x-request-id',
      'request-id',
      'x-generation-id',
      'mistral-correlation-id',
      'apim-request-id',
      'x-github-request-id',
    ]) {
      assert.equal(requestIdOf({ [name]: 'id\u0007-1' }), 'id -1');
    }
    assert.equal(requestIdOf({}), undefined);
  });

  it('that other software reports are read by its words, its status and the body it quotes', () => {
    const at = { providerId: 'p', modelId: 'm' };
    const report = (message: string, status?: number, code = '') =>
      reportedError(at, { message, status, code });
    assert.equal(report('prompt is too long').kind, 'context-length');
    assert.equal(report('no').kind, 'server');
    assert.equal(report('no', 429).status, 429);
    const quoted = report('Failed: {"error":{"message":"Slow","code":"rate_limit_exceeded"}}');
    assert.deepEqual([quoted.kind, quoted.vendorMessage], ['rate-limit', 'Slow']);
    assert.equal(report('no', undefined, 'rate_limit_exceeded').kind, 'rate-limit');
    const certain = { kind: 'permission', what: 'it was refused' } as const;
    const error = reportedError(at, { message: 'x', status: undefined, code: 'No' }, certain);
    assert.equal(error.message, 'm at p reported an error: it was refused');
    assert.deepEqual([error.kind, error.vendorCode, error.target], ['permission', 'No', at]);
  });
});
