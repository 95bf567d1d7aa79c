// The computer: time passes as told, whatever happens meanwhile.

import assert from 'node:assert/strict';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { createVirtualClock } from '../../../src/sim/virtualClock.ts';
import { createComputer } from '../../../src/sim/world/computer.ts';
import { planOf } from '../../../src/sim/world/plan.ts';

const DAY_MS = 86_400_000;
const QUIET = { sleepsPerDay: 0, jumpsPerDay: 0, offlinePerDay: 0, armsPerDay: 0 };

async function live(days: number, changes: Partial<typeof QUIET>) {
  const clock = createVirtualClock({ drain: () => Promise.resolve() });
  const plan = { ...planOf({ seed: 1, days, mode: 'safety' }), ...QUIET, ...changes };
  const computer = createComputer(clock, createSeededRandom(3), plan);
  const offline: boolean[] = [];
  const look = (): void => {
    offline.push(computer.road() !== undefined);
    clock.after(60_000, look);
  };
  look();
  const startWallMs = clock.wallMs();
  const told = { slept: [] as number[], armed: 0 };
  await computer.live(days * DAY_MS, {
    slept: (wakesAtMs) => void told.slept.push(wakesAtMs),
    arm: () => void (told.armed += 1),
  });
  const goneMs = clock.nowMs();
  return { told, offline, goneMs, wallGoneMs: clock.wallMs() - startWallMs };
}

describe('the computer', () => {
  it('lets time pass and does nothing else, if nothing else is planned', async () => {
    const { told, offline, goneMs, wallGoneMs } = await live(3, {});
    assert.deepEqual(told, { slept: [], armed: 0 });
    assert.ok(offline.every((isOff) => !isOff));
    assert.equal(goneMs, 3 * DAY_MS);
    assert.equal(wallGoneMs, goneMs);
  });

  it('sleeps, loses its network, and its owner changes their mind', async () => {
    const { told, offline, goneMs } = await live(4, {
      ...{ sleepsPerDay: 3, offlinePerDay: 20, armsPerDay: 6 },
    });
    assert.ok(told.slept.length > 4 && told.armed > 8);
    assert.ok(offline.includes(true) && offline.includes(false));
    assert.ok(goneMs >= 4 * DAY_MS);
  });

  it('has its hours set without time passing', async () => {
    const { goneMs, wallGoneMs } = await live(5, { jumpsPerDay: 5 });
    assert.equal(goneMs, 5 * DAY_MS);
    assert.equal(Math.abs(wallGoneMs - goneMs) % 3_600_000, 0);
  });
});
