/*
 * Spans, moments and resets as vendors write them.
 */
import assert from 'node:assert/strict';
import { parseMoment, parseReset, parseSpan } from '../../../src/providers/limits/duration.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('spans and moments', () => {
  const spans: readonly (readonly [string, number | undefined])[] = [
    ['1m53.425s', 113_425],
    ['12ms', 12],
    ['0s', 0],
    ['1h27m50.4s', 5_270_400],
    ['7m10.908999999s', 430_909],
    ['25m54.826s', 1_554_826],
    ['48.939935699s', 48_940],
    ['34 seconds', 34_000],
    ['2 minutes', 120_000],
    ['1d', 86_400_000],
    ['6m 0s', 360_000],
    ['', undefined],
    ['12', undefined],
    ['-5s', undefined],
    ['soon', undefined],
    ['5 stars', undefined],
  ];
  for (const [text, ms] of spans) {
    it(`span ${text || 'nothing'}`, () => assert.equal(parseSpan(text), ms));
  }

  const resets: readonly (readonly [string, number | undefined])[] = [
    ['23.606698751449585', 23_607],
    ['2', 2000],
    ['0', 0],
    ['12ms', 12],
    ['2026-11-23T12:00:13Z', 13_000],
    ['2026-11-23T11:00:00Z', 0],
    [String(NOW + 2000), 2000],
    [String(NOW / 1000 + 30), 30_000],
    ['tomorrow', undefined],
    ['1e5', undefined],
    ['NaN', undefined],
  ];
  for (const [text, ms] of resets) {
    it(`reset ${text}`, () => assert.equal(parseReset(text, NOW), ms));
  }

  it('reads HTTP dates and takes no number for a date', () => {
    assert.equal(parseMoment('Mon, 23 Nov 2026 12:00:30 GMT', NOW), 30_000);
    assert.equal(parseMoment('Monday, 23-Nov-26 12:00:30 GMT', NOW), 30_000);
    assert.equal(parseMoment('12', NOW), undefined);
  });
});
