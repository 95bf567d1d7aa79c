import assert from 'node:assert/strict';
import { availabilityOf, NEAR_MS } from '../../../src/host/dashboard/availability.ts';
import { record } from '../fakes.ts';
import { tryOf, turnOf } from './turns.ts';

describe('availabilityOf', () => {
  it('counts what was answered, and what the first choice alone would have', () => {
    const turns = [
      turnOf(),
      turnOf({ alone: 'failed' }),
      turnOf({ alone: 'unknown' }),
      turnOf({ seen: 'failed', alone: 'failed' }),
      turnOf({ seen: 'left-out', alone: 'failed' }),
    ];
    assert.deepEqual(availabilityOf(turns), {
      ...{ questions: 4, answered: 3, aloneMin: 1, aloneMax: 2 },
    });
  });

  it('one that was passed over failed only where a probe within two minutes did', () => {
    const skipped = turnOf({ alone: 'skipped', wallMs: 1_000_000 });
    const range = (wallMs: number, more = {}): number => {
      const probe = tryOf({ wallMs, isTrial: true, outcome: 'failed', durationMs: 0, ...more });
      const other = turnOf({ seen: 'left-out', tries: [probe] });
      const { aloneMin, aloneMax } = availabilityOf([skipped], [skipped, other]);
      return aloneMax - aloneMin;
    };
    assert.equal(range(1_000_000 + NEAR_MS), 0);
    assert.equal(range(1_000_000 - NEAR_MS), 0);
    assert.equal(range(1_000_001 + NEAR_MS), 1);
    assert.equal(range(1_000_000, { isTrial: false }), 1);
    assert.equal(range(1_000_000, { outcome: 'finished' }), 1);
    assert.equal(range(1_000_000, { key: 'b/m' }), 1);
    assert.equal(range(1_000_000, { error: record({ kind: 'invalid' }) }), 1);
  });
});
