// What one window has learned reaches the books of another, each record the book it is for.

import assert from 'node:assert/strict';
import { createBreakerBook } from '../../src/engine/breakerBook.ts';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import { learning } from '../../src/engine/learning.ts';
import { createPauseBook } from '../../src/engine/pauseBook.ts';
import { A, failure, ports } from './byHand.ts';

const window = () => {
  const all = ports();
  const breakers = createBreakerBook({ ...all, options: () => DEFAULT_BREAKER_OPTIONS });
  const pauses = createPauseBook(all);
  return { breakers, pauses, ...learning({ breakers, pauses }) };
};

describe('learning from other windows', () => {
  it('takes breakers and pauses over, and restores breakers where nothing is known', () => {
    const [one, two, three] = [window(), window(), window()];
    for (let i = 0; i < 5; i += 1) one.breakers.claim(A)?.failed(failure('server'));
    one.pauses.failed(A, failure('rate-limit', { retryAfterMs: 60_000 }));
    const found = { breakers: one.breakerRecords(), pauses: one.pauseRecords() };
    two.learn(found);
    assert.equal(two.breakers.of(A).state, 'open');
    assert.equal(two.pauses.inForce(A)?.untilMs, 60_000);
    three.restoreBreakers(found.breakers);
    assert.deepEqual([three.breakers.of(A).state, three.pauseRecords()], ['open', []]);
  });
});
