// Options: defaults stand for themselves, every field has its bounds, and a wrong one is named.

import assert from 'node:assert/strict';
import { isPremium } from '../../src/engine/options.ts';
import { DEFAULT_ENGINE_OPTIONS, validateEngineOptions } from '../../src/engine/index.ts';
import type { EngineOptionsInput } from '../../src/engine/index.ts';

const refused = (input: unknown, wanted: RegExp): void => {
  assert.throws(
    () => validateEngineOptions(input as EngineOptionsInput),
    (error) => error instanceof RangeError && wanted.test(error.message),
  );
};

describe('engine options', () => {
  it('fills in defaults, whatever is left out', () => {
    assert.deepEqual(validateEngineOptions(), DEFAULT_ENGINE_OPTIONS);
    const { retry, breaker } = validateEngineOptions({ retry: { baseMs: 1 } });
    assert.deepEqual(retry, { ...DEFAULT_ENGINE_OPTIONS.retry, baseMs: 1 });
    assert.deepEqual(breaker, DEFAULT_ENGINE_OPTIONS.breaker);
  });

  it('keeps the figures of the notes', () => {
    const { retry, breaker, timeouts, deadlines, patience } = DEFAULT_ENGINE_OPTIONS;
    assert.deepEqual(
      [retry.baseMs, retry.capMs, retry.capBestEffortMs, retry.repeatsMax],
      [500, 8_000, 60_000, 4],
    );
    assert.deepEqual([breaker.failures, breaker.openMs], [5, 30_000]);
    assert.deepEqual([timeouts.firstTokenMs, timeouts.firstTokenLocalMs], [60_000, 300_000]);
    assert.deepEqual([timeouts.mode, timeouts.totalMs], ['learned', 0]);
    assert.deepEqual([deadlines.chatMs, deadlines.inlineMs], [300_000, 60_000]);
    assert.equal(patience.otherEligibleMs, 5_000);
  });

  const NUMBERS: readonly (readonly [string, string, number, number])[] = [
    ['retry', 'baseMs', 0, 60_000],
    ['retry', 'capMs', 0, 600_000],
    ['retry', 'capBestEffortMs', 0, 600_000],
    ['retry', 'repeatsMax', 0, 20],
    ['breaker', 'failures', 0, 100],
    ['breaker', 'openMs', 0, 3_600_000],
    ['timeouts', 'headersMs', 0, 3_600_000],
    ['timeouts', 'firstTokenMs', 0, 3_600_000],
    ['timeouts', 'firstTokenLocalMs', 0, 3_600_000],
    ['timeouts', 'stallMs', 0, 3_600_000],
    ['timeouts', 'totalMs', 0, 86_400_000],
    ['deadlines', 'chatMs', 1_000, 86_400_000],
    ['deadlines', 'inlineMs', 1_000, 86_400_000],
    ['deadlines', 'backgroundMs', 1_000, 86_400_000],
    ['deadlines', 'externalMs', 1_000, 86_400_000],
    ['deadlines', 'probeMs', 1_000, 86_400_000],
    ['patience', 'otherEligibleMs', 0, 600_000],
  ];
  for (const [section, field, min, max] of NUMBERS) {
    it(`${section}.${field} lies between ${min} and ${max}`, () => {
      for (const value of [min, max]) validateEngineOptions({ [section]: { [field]: value } });
      const wrong = [min - 1, max + 1, NaN, Infinity, '5', null, undefined];
      for (const value of wrong)
        refused({ [section]: { [field]: value } }, new RegExp(`${section}.${field} is ${value}`));
    });
  }

  it('wants whole numbers where half a one means nothing', () => {
    refused({ retry: { repeatsMax: 1.5 } }, /retry.repeatsMax is 1.5.*whole/);
    refused({ breaker: { failures: 2.5 } }, /breaker.failures is 2.5.*whole/);
  });

  it('names policies and rules it does not know', () => {
    refused({ retry: { policy: 'linear' } }, /retry.policy is linear.*full, equal/);
    refused({ breaker: { rule: 'lucky' } }, /breaker.rule is lucky.*consecutive/);
    refused({ timeouts: { mode: 'guessed' } }, /timeouts.mode is guessed.*learned, fixed/);
  });

  it('knows in which lanes somebody waits', () => {
    assert.ok(isPremium('chat') && isPremium('inline'));
    assert.ok(!isPremium('background') && !isPremium('external') && !isPremium('probe'));
  });
});
