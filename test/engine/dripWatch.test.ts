// When an answer drips: two slow halves with words in both, and nothing else.

import assert from 'node:assert/strict';
import { createDripWatch } from '../../src/engine/dripWatch.ts';

/** At which moment it drips, where `chars` come every `everyMs`. */
const dripsAt = (chars: number, everyMs: number, floor = 60): number | undefined => {
  const drip = createDripWatch();
  drip.begun(0);
  for (let atMs = everyMs; atMs <= 120_000; atMs += everyMs) {
    drip.came(chars);
    if (drip.drips(atMs, floor)) return atMs;
  }
  return undefined;
};

describe('drip watch', () => {
  it('sees a drip after 20 seconds of words that are too few', () => {
    assert.equal(dripsAt(1, 2_000), 20_000);
    assert.equal(dripsAt(1, 14_000), 28_000);
  });

  it('sees none at the floor or above it', () => {
    assert.equal(dripsAt(1, 1_000), undefined);
    assert.equal(dripsAt(2, 2_000), undefined);
    assert.equal(dripsAt(1, 2_000, 0), undefined);
  });

  it('sees none before the first word, and none where no word comes', () => {
    const drip = createDripWatch();
    assert.equal(drip.drips(99_000, 60), false);
    drip.begun(99_000);
    for (const atMs of [110_000, 130_000, 150_000]) assert.equal(drip.drips(atMs, 60), false);
  });

  it('needs two slow halves in a row', () => {
    const drip = createDripWatch();
    drip.begun(0);
    let atMs = 0;
    for (const chars of [1, 500, 1, 500, 1]) {
      drip.came(chars);
      assert.equal(drip.drips((atMs += 10_000), 60), false);
    }
    drip.came(1);
    assert.equal(drip.drips(atMs + 9_999, 60), false);
    assert.equal(drip.drips(atMs + 10_000, 60), true);
  });
});
