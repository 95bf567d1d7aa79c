import assert from 'node:assert/strict';
import { createOutputForecast } from '../../src/engine/outputForecast.ts';
import { A, B } from './byHand.ts';

describe('outputForecast', () => {
  it('begins with 2 000 tokens', () => {
    const tokens = createOutputForecast().likelyMax(A);
    assert.ok(tokens >= 1_990 && tokens <= 2_010, String(tokens));
  });

  it('learns from finished answers, per model', () => {
    const forecast = createOutputForecast();
    for (let i = 0; i < 100; i += 1) forecast.observe(A, i % 2 === 0 ? 90 : 110);
    assert.ok(forecast.likelyMax(A) < 300, String(forecast.likelyMax(A)));
    assert.ok(forecast.likelyMax(A) > 110);
    for (let i = 0; i < 300; i += 1) forecast.observe(A, 8_000);
    assert.ok(forecast.likelyMax(A) > 7_000, 'and forgets');
    assert.ok(forecast.likelyMax(B) > 1_900);
  });

  it('learns nothing from figures that are none', () => {
    const forecast = createOutputForecast();
    for (const wrong of [0, -1, Number.NaN, Infinity]) forecast.observe(A, wrong);
    assert.ok(Math.abs(forecast.likelyMax(A) - 2_000) <= 10);
  });

  it('keeps the models that were seen last', () => {
    const forecast = createOutputForecast();
    for (let i = 0; i < 40; i += 1) forecast.observe(A, 20_000);
    for (let i = 0; i < 500; i += 1) forecast.observe({ providerId: 'x', modelId: `${i}` }, 5);
    assert.ok(Math.abs(forecast.likelyMax(A) - 2_000) <= 10);
  });
});
