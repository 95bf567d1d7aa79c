// The deadline is fixed once, at entry: the lane's time, or less where the caller wants less.

import assert from 'node:assert/strict';
import type { Lane, RequestCall } from '../../src/core/index.ts';
import { deadlineAt, deadlineLayer, freshDeadlineAt } from '../../src/engine/deadline.ts';
import { DEFAULT_ENGINE_OPTIONS } from '../../src/engine/index.ts';
import { byHand, ports, requestCall } from './byHand.ts';

const setUp = () => {
  const { clock } = ports();
  const deps = { clock, options: () => DEFAULT_ENGINE_OPTIONS.deadlines };
  return { clock, deps };
};

describe('deadline', () => {
  const LANES: Record<Lane, number> = {
    chat: 300_000,
    inline: 60_000,
    background: 900_000,
    external: 300_000,
    probe: 60_000,
  };
  for (const [lane, ms] of Object.entries(LANES)) {
    it(`gives lane ${lane} ${ms / 1000} s`, async () => {
      const { clock, deps } = setUp();
      await clock.advance(1_000);
      assert.equal(freshDeadlineAt(deps, lane as Lane), 1_000 + ms);
    });
  }

  it('lets a caller ask for less, never for more', () => {
    const { deps } = setUp();
    assert.equal(deadlineAt(deps, requestCall({ deadlineAtMs: 5_000 })), 5_000);
    assert.equal(deadlineAt(deps, requestCall({ deadlineAtMs: Infinity })), 300_000);
  });

  it('stamps the call and changes nothing else', () => {
    const { deps } = setUp();
    const hand = byHand<RequestCall>();
    const call = requestCall({ deadlineAtMs: Infinity });
    deadlineLayer(deps)(hand.handler)(call);
    assert.deepEqual(hand.calls, [{ ...call, deadlineAtMs: 300_000 }]);
  });
});
