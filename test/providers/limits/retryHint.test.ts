/*
 * The server's own delay, in headers and in words.
 */
import assert from 'node:assert/strict';
import {
  largest,
  resetOfSpentMs,
  retryHeaderMs,
  retryWordsMs,
} from '../../../src/providers/limits/retryHint.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('the delay a server asks for', () => {
  const headers: readonly (readonly [Record<string, string>, number | undefined])[] = [
    [{ 'retry-after': '12' }, 12_000],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' }, undefined],
    [{ 'retry-after': '1', 'retry-after-ms': '0' }, 1000],
    [{ 'retry-after': '1', 'retry-after-ms': '1700' }, 1700],
    [{ 'retry-after': '0' }, undefined],
    [{ 'retry-after': '-3' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '9'.repeat(400) }, undefined],
    [{ 'x-ratelimit-timeremaining': '34' }, 34_000],
    [{}, undefined],
  ];
  for (const [given, ms] of headers) {
    it(JSON.stringify(given).slice(0, 80), () => assert.equal(retryHeaderMs(given, NOW), ms));
  }

  const words: readonly (readonly [string, number | undefined])[] = [
    ['Limit 12000, Used 4437. Please try again in 11.455s. Need more?', 11_455],
    ['Please retry in 48.939935699s.', 48_940],
    ['Please wait 34 seconds before retrying.', 34_000],
    ['Please retry after 26 seconds. Please go here', 26_000],
    ['Please try again in 16m33.6s. Visit', 993_600],
    ['Try again in 2 minutes', 120_000],
    ['please try again after 1 seconds', 1000],
    ['Try again in 20ms.', 20],
    ['Please try again later. Limit 30000', undefined],
    ['Tried 3 times in 5s', undefined],
  ];
  for (const [text, ms] of words) {
    it(text, () => assert.equal(retryWordsMs(text), ms));
  }

  it('takes resets only of windows that are used up', () => {
    const requests = { remaining: 998, resetsInMs: 172_000 };
    assert.equal(resetOfSpentMs({ requests }), undefined);
    assert.equal(resetOfSpentMs({ requests, tokens: { remaining: 0, resetsInMs: 500 } }), 500);
    assert.equal(resetOfSpentMs(undefined), undefined);
  });

  it('takes the largest, and zero is absent', () => {
    assert.equal(largest([0, undefined, 48_000, 48_939.9]), 48_940);
    assert.equal(largest([0, undefined, NaN, Infinity]), undefined);
  });
});
