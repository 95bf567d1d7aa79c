/*
 * A page that stays blank is given anew, with longer waits and an end; one that came up, or is not
 * on the screen, is left alone.
 */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { createPageWatch } from '../../../src/host/views/pageWatch.ts';
import { createVirtualClock } from '../../../src/sim/virtualClock.ts';

function make() {
  const clock = createVirtualClock({ drain: () => setImmediate() });
  const lines: string[] = [];
  let given = 0;
  const give = (): void => void (given += 1);
  const watch = createPageWatch(clock, give, (line) => lines.push(line));
  return { clock, lines, watch, given: () => given };
}

describe('the watch over a page', () => {
  it('gives a blank one anew, three times at most, and says so', async () => {
    const { clock, lines, watch, given } = make();
    watch.began();
    await clock.advance(11_999);
    assert.equal(given(), 0);
    await clock.advance(1);
    assert.equal(given(), 1);
    await clock.advance(24_000);
    assert.equal(given(), 2);
    await clock.advance(600_000);
    assert.equal(given(), 3);
    assert.match(lines.at(-1) ?? '', /Close and open the view/);
  });

  it('is quiet once the page has spoken, and says how long that took', async () => {
    const { clock, lines, watch, given } = make();
    watch.began();
    await clock.advance(250);
    watch.arrived();
    watch.arrived();
    await clock.advance(600_000);
    assert.deepEqual(
      [given(), lines],
      [0, ['A page came up in 250 ms.', 'A page came up that nobody waited for.']],
    );
  });

  it('does not wait for a page that left, and begins again when it is back', async () => {
    const { clock, watch, given } = make();
    watch.began();
    watch.left();
    await clock.advance(600_000);
    assert.equal(given(), 0);
    watch.began();
    await clock.advance(12_000);
    assert.equal(given(), 1);
    watch.arrived();
    await clock.advance(600_000);
    assert.equal(given(), 1);
  });
});
