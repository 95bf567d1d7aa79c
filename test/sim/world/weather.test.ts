// Weather: what is drawn lies within its bounds, repeats with its seed, and is for ever if told so.

import assert from 'node:assert/strict';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { createWeather, exponential, lognormal } from '../../../src/sim/world/weather.ts';

const HOUR_MS = 3_600_000;
const plan = { faults: ['cut', 'refused'] as const, perDay: 12, medianMs: 600_000, noise: 0.1 };

const hours = (seed: number, extra = {}) => {
  const weather = createWeather({ ...plan, ...extra }, createSeededRandom(seed));
  return Array.from({ length: 240 }, (_, hour) => weather.at(hour * HOUR_MS));
};

describe('weather', () => {
  it('is fair without faults, and mixed with some', () => {
    assert.ok(hours(1, { faults: [] }).every((fault) => fault === undefined));
    const drawn = hours(1);
    assert.ok(drawn.includes('cut') && drawn.includes('refused') && drawn.includes(undefined));
  });

  it('repeats with its seed', () => {
    assert.deepEqual(hours(7), hours(7));
    assert.notDeepEqual(hours(7), hours(8));
  });

  it('stays as it is told for ever', () => {
    const ill = hours(3, { ever: { fromMs: 100 * HOUR_MS, fault: 'silent' } });
    assert.ok(ill.slice(100).every((fault) => fault === 'silent'));
    const well = hours(3, { ever: { fromMs: 0, fault: 'well' } });
    assert.ok(well.every((fault) => fault === undefined));
  });

  it('has episodes that stand still between two questions', () => {
    const weather = createWeather({ ...plan, noise: 1 }, createSeededRandom(2));
    const seen = Array.from({ length: 2_000 }, (_, minute) => weather.episode(minute * 60_000));
    const changes = seen.filter((fault, index) => index > 0 && fault !== seen[index - 1]).length;
    assert.ok(changes > 2 && changes < 200, String(changes));
  });

  it('follows the episodes it is told, and draws none', () => {
    const told = { fault: 'silent', share: 1 } as const;
    const trace = [
      { ...told, fromMs: HOUR_MS, toMs: 3 * HOUR_MS },
      { ...told, fromMs: 5 * HOUR_MS, toMs: 6 * HOUR_MS },
    ];
    const seen = hours(1, { trace, noise: 0 }).map((fault) => fault === 'silent');
    assert.deepEqual(
      seen.flatMap((isIll, hour) => (isIll ? hour : [])),
      [1, 2, 5],
    );
  });

  it('draws lengths and gaps around their middle', () => {
    const random = createSeededRandom(5);
    const median = (draw: () => number): number =>
      Array.from({ length: 2_001 }, draw).toSorted((a, b) => a - b)[1_000] ?? 0;
    const length = median(() => lognormal(random, 1_000, 0.6));
    const gap = median(() => exponential(random, 1_000));
    assert.ok(length > 900 && length < 1_100, String(length));
    assert.ok(gap > 620 && gap < 770, String(gap));
  });
});
