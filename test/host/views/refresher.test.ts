import assert from 'node:assert/strict';
import type { StripInput } from '../../../src/host/chat/stripView.ts';
import { createRefresher } from '../../../src/host/views/refresher.ts';
import { a, virtualClock } from '../fakes.ts';

const input = (untilMs?: number): StripInput =>
  ({
    asked: [],
    chain: [{ target: a }],
    engine: { status: () => ({ target: a, state: 'paused', breaker: 'open', untilMs }) },
  }) as unknown as StripInput;

describe('refresher', () => {
  it('draws once for many notes', async () => {
    const clock = virtualClock();
    let drawn = 0;
    const refresher = createRefresher(
      clock,
      () => input(),
      () => (drawn += 1),
    );
    for (let n = 0; n < 50; n += 1) refresher.soon();
    await clock.advance(100);
    assert.equal(drawn, 1);
    assert.equal(clock.pending, 0);
  });

  it('draws again at the moment a pause ends', async () => {
    const clock = virtualClock();
    let drawn = 0;
    const refresher = createRefresher(
      clock,
      () => input(8_000),
      () => (drawn += 1),
    );
    refresher.now();
    await clock.advance(7_999);
    assert.equal(drawn, 1);
    await clock.advance(10);
    assert.equal(drawn, 2);
    assert.equal(clock.pending, 0);
  });

  it('leaves no timer behind', () => {
    const clock = virtualClock();
    const refresher = createRefresher(
      clock,
      () => input(8_000),
      () => undefined,
    );
    refresher.now();
    refresher.soon();
    refresher.dispose();
    assert.equal(clock.pending, 0);
  });
});
