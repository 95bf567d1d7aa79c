// Plans: the same seed is the same world; a world of liveness has one server that is well for good.

import assert from 'node:assert/strict';
import { validateEngineOptions } from '../../../src/engine/index.ts';
import { planOf } from '../../../src/sim/world/plan.ts';

describe('a plan', () => {
  it('is its seed, and plain data', () => {
    const plan = planOf({ seed: 5, days: 1, mode: 'safety' });
    assert.deepEqual(plan, planOf({ seed: 5, days: 1, mode: 'safety' }));
    assert.deepEqual(plan, JSON.parse(JSON.stringify(plan)));
    assert.notDeepEqual(plan, planOf({ seed: 6, days: 1, mode: 'safety' }));
  });

  it('has options that the engine takes, and somebody who is armed', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const plan = planOf({ seed, days: 1, mode: 'safety' });
      validateEngineOptions(plan.options);
      assert.ok(plan.servers[0]?.armed, String(seed));
      assert.ok(plan.people.length > 0);
    }
  });

  it('of liveness ends with one that is well and others that never are', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { servers, healed } = planOf({ seed, days: 2, mode: 'liveness' });
      assert.ok(healed !== undefined && servers.length > 1);
      for (const { id, weather } of servers) {
        assert.equal(weather.ever?.fromMs, healed.fromMs);
        assert.equal(weather.ever.fault === 'well', id === healed.id);
      }
    }
  });
});
