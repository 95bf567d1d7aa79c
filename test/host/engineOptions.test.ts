import assert from 'node:assert/strict';
import { createEngineOptions } from '../../src/host/engineOptions.ts';
import { plainEnglish } from '../../src/host/l10n.ts';
import { readSettings } from '../../src/host/settings/readSettings.ts';
import type { Settings } from '../../src/host/settings/schema.ts';

const settings = (values: Record<string, unknown> = {}): Settings =>
  readSettings((name) => values[name], plainEnglish).settings;

describe('engineOptions', () => {
  it('turns seconds into milliseconds', () => {
    const own = settings({ 'retry.base': 0.25, 'breaker.open': 45, 'timeouts.stall': 7 });
    const options = createEngineOptions(
      () => own,
      () => false,
    )();
    assert.equal(options.retry.baseMs, 250);
    assert.equal(options.breaker.openMs, 45_000);
    assert.equal(options.timeouts.stallMs, 7_000);
    assert.equal(options.timeouts.firstTokenLocalMs, 300_000);
    assert.deepEqual([options.timeouts.mode, options.timeouts.totalMs], ['learned', 0]);
  });

  it('follows a change of settings at once, and is the same object while nothing changes', () => {
    let own = settings();
    let isTrial = false;
    const options = createEngineOptions(
      () => own,
      () => isTrial,
    );
    assert.equal(options(), options());
    own = settings({ 'breaker.failures': 3 });
    assert.equal(options().breaker.failures, 3);
    isTrial = true;
    assert.equal(options().breaker.failures, 2);
    assert.equal(options().timeouts.stallMs, 4_000);
    assert.equal(options().timeouts.mode, 'fixed');
    assert.equal(options().breaker.openMs, 8_000);
  });

  it('accepts every value that the settings accept', () => {
    for (const [name, value] of [
      ['retry.base', 60],
      ['retry.cap', 600],
      ['breaker.open', 3600],
      ['timeouts.firstToken', 3600],
      ['timeouts.headers', 1],
      ['timeouts.mode', 'fixed'],
      ['timeouts.total', 86_400],
      ['retry.maxRepeats', 20],
      ['retry.capBestEffort', 0.05],
      ['retry.patience', 0],
      ['retry.budget', 1000],
      ['retry.throttle', 100],
      ['lanes.slots', 0],
      ['lanes.slotsLocal', 64],
      ['lanes.queueMax', 1000],
      ['lanes.rank', 600],
    ] as const) {
      const own = settings({ [name]: value });
      assert.equal(own[name], value);
      createEngineOptions(
        () => own,
        () => false,
      )();
    }
  });
});
