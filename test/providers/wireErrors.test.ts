/*
 * What Anthropic and Google say when they refuse: the kind, the vendor's own words and ids, how long
 * to wait, and their limits in one form. Bodies as documented and recorded.
 */
import assert from 'node:assert/strict';
import type { ChatError } from '../../src/core/index.ts';
import { createProvider } from '../../src/providers/provider.ts';
import type { PresetKind } from '../../src/providers/index.ts';
import { bytesOf, drive, handClock, serve, find } from './bench.ts';

const NOW = '2026-11-01T12:00:00Z';

async function refuse(
  kind: PresetKind,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<ChatError> {
  const date = new Date(NOW).toUTCString();
  const chunks = [bytesOf(JSON.stringify(body))];
  const transport = serve({ status, headers: { date, ...headers }, chunks });
  const run = await drive(createProvider({ id: 'acme', kind, models: [] }, transport, handClock()));
  return run.error ?? assert.fail('no error');
}

const anthropic = (type: string, message: string, error_code?: string) => ({
  type: 'error',
  error: { type, message, ...(error_code === undefined ? {} : { details: { error_code } }) },
  request_id: 'req_1',
});

describe('refusals of Anthropic', () => {
  const cases: readonly (readonly [number, object, string])[] = [
    [529, anthropic('overloaded_error', 'Overloaded'), 'overloaded'],
    [500, anthropic('api_error', 'Internal server error'), 'server'],
    [504, anthropic('timeout_error', 'Timed out'), 'server'],
    [401, anthropic('authentication_error', 'invalid x-api-key'), 'auth'],
    [403, anthropic('permission_error', 'Your key may not use this resource.'), 'permission'],
    [404, anthropic('not_found_error', 'model: claude-x'), 'model-gone'],
    [413, anthropic('request_too_large', 'Request exceeds the maximum size'), 'too-large'],
    [402, anthropic('billing_error', 'There was a problem with your payment.'), 'quota'],
    [
      400,
      anthropic('invalid_request_error', 'Your credit balance is too low to access the API.'),
      'quota',
    ],
    [
      429,
      anthropic('rate_limit_error', 'A spend limit is reached.', 'enforced_spend_limit_reached'),
      'quota',
    ],
    [429, anthropic('rate_limit_error', 'Ramp limit.', 'ramp_limit_exceeded'), 'rate-limit'],
    [
      400,
      anthropic('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
      'context-length',
    ],
  ];
  for (const [status, body, kind] of cases) {
    it(`${status} ${JSON.stringify(body).slice(24, 110)} is ${kind}`, async () => {
      const error = await refuse('anthropic', status, body);
      assert.deepEqual([error.kind, error.status, error.vendorRequestId], [kind, status, 'req_1']);
      assert(error.vendorCode !== undefined && error.vendorMessage !== undefined);
    });
  }

  it('say how long to wait, and when each window opens again', async () => {
    const error = await refuse('anthropic', 429, anthropic('rate_limit_error', 'Slow down.'), {
      'retry-after': '13',
      'request-id': 'req_2',
      'anthropic-ratelimit-input-tokens-limit': '30000',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-01T12:00:20Z',
      'anthropic-ratelimit-requests-remaining': '49',
    });
    assert.deepEqual([error.retryAfterMs, error.vendorRequestId], [20_000, 'req_2']);
    assert.deepEqual(error.limits, {
      inputTokens: { limit: 30_000, remaining: 0, resetsInMs: 20_000 },
      requests: { remaining: 49 },
    });
  });

  it('a delay in the head of a 200 is none', async () => {
    const body = 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error"}}\n\n';
    const transport = serve({ headers: { 'retry-after': '61' }, chunks: [bytesOf(body)] });
    const config = { id: 'acme', kind: 'anthropic', models: [] } as const;
    const run = await drive(createProvider(config, transport, handClock()));
    assert.deepEqual([run.error?.kind, run.error?.retryAfterMs], ['overloaded', undefined]);
    assert.equal(find(run.events, 'response-start').length, 1);
  });
});

const google = (code: number, status: string, message: string, ...details: object[]) => ({
  error: { code, status, message, details },
});
const failure = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaId }],
});
const RETRY = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '48s' };
const SPENT = 'You exceeded your current quota, please check your plan and billing details.';

describe('refusals of Gemini', () => {
  const badKey = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' };
  const minute = failure('GenerateRequestsPerMinutePerProjectPerModel-FreeTier');
  const day = failure('GenerateRequestsPerDayPerProjectPerModel-FreeTier');
  const cases: readonly (readonly [number, object, string, number?])[] = [
    [400, google(400, 'INVALID_ARGUMENT', 'API key not valid.', badKey), 'auth'],
    [403, google(403, 'PERMISSION_DENIED', 'The caller does not have permission'), 'permission'],
    [404, google(404, 'NOT_FOUND', 'models/x is not found for API version v1beta'), 'model-gone'],
    [
      429,
      google(429, 'RESOURCE_EXHAUSTED', `${SPENT} Please retry in 48.94s.`, minute, RETRY),
      'rate-limit',
      48_940,
    ],
    [429, google(429, 'RESOURCE_EXHAUSTED', SPENT, day, RETRY), 'quota', 48_000],
    [402, google(402, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'), 'quota'],
    [503, google(503, 'UNAVAILABLE', 'The model is overloaded.'), 'overloaded'],
    [500, google(500, 'INTERNAL', 'An internal error has occurred.'), 'server'],
    [504, google(504, 'DEADLINE_EXCEEDED', 'Deadline expired.'), 'server'],
    [
      400,
      google(400, 'INVALID_ARGUMENT', 'The input token count (9) exceeds the maximum (8).'),
      'context-length',
    ],
    [
      400,
      google(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
      'region',
    ],
  ];
  for (const [status, body, kind, waitMs] of cases) {
    it(`${status} ${JSON.stringify(body).slice(21, 110)} is ${kind}`, async () => {
      // Recorded: plain JSON under the content type of a stream.
      const error = await refuse('gemini', status, body, { 'content-type': 'text/event-stream' });
      assert.deepEqual([error.kind, error.status, error.retryAfterMs], [kind, status, waitMs]);
      assert(error.vendorMessage !== undefined);
    });
  }
});
