// What-if: two are better than one, racing costs more, and the forecast carries its own error.

import assert from 'node:assert/strict';
import { whatIf } from '../../../src/sim/drill/whatIf.ts';
import { pump } from '../../simulate/pump.ts';
import { PAIR, rung } from './stage.ts';

const asked = { chain: PAIR, options: {}, perDay: 30, days: 2, seed: 3 };

describe('what if', function () {
  this.timeout(60_000);

  it('compares ways of asking, and what one more would bring', async () => {
    const { forecasts, backTest } = await whatIf(pump, { ...asked, chain: [rung('claude')] });
    const [own] = forecasts;
    const more = forecasts.find(({ withBackup }) => withBackup);
    assert.ok(own !== undefined && more !== undefined);
    assert.ok(more.availability > own.availability, JSON.stringify(forecasts));
    assert.ok(own.availability > 0.95 && own.availability < 1);
    assert.ok(Math.abs(own.failedPerMonth - (1 - own.availability) * 900) < 1e-6);
    assert.equal(backTest.error, Math.abs(backTest.forecast - backTest.seen));
    assert.ok(backTest.error < 0.03, JSON.stringify(backTest));
  });

  it('counts what racing costs, and knows no price that nobody knows', async () => {
    const { forecasts } = await whatIf(pump, asked);
    const cost = (strategy: string) =>
      forecasts.find((one) => one.strategy === strategy && !one.withBackup)?.usdMicrosPerMonth;
    assert.ok(Number(cost('race')) > 1.5 * Number(cost('failover')), JSON.stringify(forecasts));
    const unknown = PAIR.map((one) => ({ ...one, answerUsdMicros: 'unknown' as const }));
    const { forecasts: blind } = await whatIf(pump, { ...asked, days: 1, chain: unknown });
    assert.ok(blind.every(({ usdMicrosPerMonth }) => usdMicrosPerMonth === 'unknown'));
  });

  it('refuses what it cannot play', async () => {
    await assert.rejects(whatIf(pump, { ...asked, chain: [] }), /chain is empty/);
    await assert.rejects(whatIf(pump, { ...asked, days: 0 }), /days is 0/);
  });
});
