import assert from 'node:assert/strict';
import { DAY_MS, hoursOf, timelineOf } from '../../../src/host/dashboard/timeline.ts';
import { tryOf } from './turns.ts';

const at = (share: number, more = {}) => tryOf({ wallMs: share * DAY_MS, durationMs: 0, ...more });

describe('timelineOf', () => {
  it('is one hairline where nobody was asked, and paused at its end while it is', () => {
    assert.deepEqual(timelineOf({ tries: [], skips: [] }, DAY_MS, false), [
      { state: 'away', from: 0, to: 1 },
    ]);
    const now = timelineOf({ tries: [], skips: [] }, DAY_MS, true);
    assert.deepEqual(now.at(-1), { state: 'paused', from: 47 / 48, to: 1 });
  });

  it('shows the worst of each half hour, joins neighbours, leaves out what is older', () => {
    const tries = [
      at(-0.1),
      at(0.5),
      at(0.5, { outcome: 'failed' }),
      at(25.5 / 48),
      at(26.5 / 48),
      at(0.99, { outcome: 'aborted' }),
    ];
    const skips = [{ wallMs: 0.5 * DAY_MS }, { wallMs: (27.5 / 48) * DAY_MS }];
    assert.deepEqual(timelineOf({ tries, skips }, DAY_MS, false), [
      { state: 'away', from: 0, to: 0.5 },
      { state: 'failed', from: 0.5, to: 25 / 48 },
      { state: 'well', from: 25 / 48, to: 27 / 48 },
      { state: 'paused', from: 27 / 48, to: 28 / 48 },
      { state: 'away', from: 28 / 48, to: 1 },
    ]);
  });
});

describe('hoursOf', () => {
  it('gives first words and errors by the hour', () => {
    const tries = [at(0.5, { firstMs: 300 }), at(0.5, { outcome: 'failed', firstMs: undefined })];
    const hours = hoursOf({ tries }, DAY_MS);
    assert.equal(hours.length, 24);
    assert.deepEqual(hours[12], { firstMs: { p50: 300, p95: 300 }, failed: 1 });
    assert.deepEqual(hours[13], { firstMs: undefined, failed: 0 });
  });
});
