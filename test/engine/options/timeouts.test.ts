// The defaults of time limits: learned, nothing off by accident, no limit for the whole.

import assert from 'node:assert/strict';
import { DEFAULT_TIMEOUTS, TIMEOUT_MODES } from '../../../src/engine/options/timeouts.ts';

describe('timeout options', () => {
  it('are learned by default, with fixed ones to fall back on', () => {
    const { mode, totalMs, ...silences } = DEFAULT_TIMEOUTS;
    assert.ok(TIMEOUT_MODES.includes(mode) && mode === 'learned');
    assert.equal(totalMs, 0);
    for (const [name, ms] of Object.entries(silences)) assert.ok(ms >= 10_000, name);
  });
});
