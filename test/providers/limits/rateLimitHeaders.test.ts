/*
 * Limit headers of every vendor of the wire reference, in one form.
 */
import assert from 'node:assert/strict';
import { readRateLimits } from '../../../src/providers/limits/rateLimitHeaders.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const read = (headers: Record<string, string>) => readRateLimits(headers, NOW);

describe('limit headers', () => {
  it('OpenAI and Groq: counts, and spans until the reset', () => {
    const headers = {
      'x-ratelimit-limit-requests': '1000',
      'x-ratelimit-remaining-requests': '998',
      'x-ratelimit-reset-requests': '2m52.8s',
      'x-ratelimit-limit-tokens': '12000',
      'x-ratelimit-remaining-tokens': '7563',
      'x-ratelimit-reset-tokens': '34ms',
      'x-ratelimit-limit-input-images': '50000',
    };
    assert.deepEqual(read(headers), {
      requests: { limit: 1000, remaining: 998, resetsInMs: 172_800 },
      tokens: { limit: 12_000, remaining: 7563, resetsInMs: 34 },
    });
  });

  it('Anthropic: RFC 3339, input and output apart', () => {
    const headers = {
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '49',
      'anthropic-ratelimit-requests-reset': '2026-11-23T12:00:02Z',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-output-tokens-limit': '8000',
    };
    assert.deepEqual(read(headers), {
      requests: { limit: 50, remaining: 49, resetsInMs: 2000 },
      inputTokens: { remaining: 0 },
      outputTokens: { limit: 8000 },
    });
  });

  it('Mistral: per minute, without a reset; the cost of the query is no limit', () => {
    const headers = {
      'x-ratelimit-limit-req-minute': '100',
      'x-ratelimit-remaining-req-minute': '99',
      'x-ratelimit-limit-tokens-minute': '100000',
      'x-ratelimit-remaining-tokens-minute': '99288',
      'x-ratelimit-tokens-query-cost': '263',
    };
    assert.deepEqual(read(headers), {
      requests: { limit: 100, remaining: 99 },
      tokens: { limit: 100_000, remaining: 99_288 },
    });
  });

  it('Cerebras: float seconds; of two windows the one closer to its end', () => {
    const headers = {
      'x-ratelimit-limit-requests-day': '1000',
      'x-ratelimit-remaining-requests-day': '10',
      'x-ratelimit-reset-requests-day': '3563.6066987514496',
      'x-ratelimit-limit-requests-minute': '30',
      'x-ratelimit-remaining-requests-minute': '29',
      'x-ratelimit-reset-requests-minute': '23.6',
    };
    assert.deepEqual(read(headers), {
      requests: { limit: 1000, remaining: 10, resetsInMs: 3_563_607 },
    });
  });

  it('OpenRouter: epoch milliseconds; Together: seconds left', () => {
    const of = (reset: string) =>
      read({ 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset });
    assert.equal(of(String(NOW + 2000))?.requests?.resetsInMs, 2000);
    assert.equal(of('2')?.requests?.resetsInMs, 2000);
  });

  it('Azure: ignored, the units differ', () => {
    const limit = { 'x-ratelimit-limit-requests': '120', 'x-ratelimit-reset-requests': '500' };
    assert.equal(read({ ...limit, 'x-ratelimit-renewalperiod-requests': '60' }), undefined);
    assert.equal(read({ ...limit, 'apim-request-id': 'a' }), undefined);
  });

  it('GitHub Models: only the seconds left', () => {
    const headers = {
      'x-ratelimit-type': 'UserByModelByMinute',
      'x-ratelimit-timeremaining': '34',
    };
    assert.deepEqual(read(headers), { requests: { resetsInMs: 34_000 } });
  });

  it('nonsense and other headers say nothing', () => {
    assert.equal(
      read({ 'x-ratelimit-limit-tokens': '-5', 'content-type': 'text/html' }),
      undefined,
    );
    assert.equal(read({ 'x-ratelimit-remaining': 'NaN', 'x-ratelimit-reset': 'later' }), undefined);
  });
});
