// Stand-ins for a chain: asked in its order, as fast as they are told, and by their own names.

import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../src/core/index.ts';
import { FAIR, live } from '../../../src/sim/drill/standInChain.ts';
import { pump } from '../../simulate/pump.ts';
import { PAIR, rung } from './stage.ts';

const life = {
  ...{ chain: PAIR, options: {}, weather: [FAIR, FAIR], days: 1, seed: 2 },
  person: { perDay: 30, fromHour: 8, toHour: 20 },
};

describe('a chain of stand-ins', function () {
  this.timeout(30_000);

  it('is asked in its order, and answers at its pace', async () => {
    const lived = await live(pump, life);
    assert.ok(lived.length > 10);
    for (const { isAnswered, asked } of lived) assert.ok(isAnswered && asked[0] === 1);
    const slow = await live(pump, { ...life, chain: [rung('claude', { firstMs: 4_000 })] });
    const mean = (all: typeof lived): number =>
      all.reduce((sum, { waitMs }) => sum + waitMs, 0) / all.length;
    assert.ok(mean(slow) > 2 * mean(lived));
  });

  it('never asks who is not armed, and tells of two models of one provider apart', async () => {
    const sister = rung('claude', { target: { providerId: 'claude', modelId: 'other' } });
    const chain = [rung('claude', { armed: false }), sister];
    const events: JournalEvent[] = [];
    const lived = await live(pump, { ...life, chain }, (event) => void events.push(event));
    assert.ok(lived.every(({ asked }) => asked[0] === 0 && asked[1] === 1));
    const started = events.find(({ type }) => type === 'attempt-started');
    assert.ok(started?.type === 'attempt-started' && started.target.modelId === 'other');
  });
});
