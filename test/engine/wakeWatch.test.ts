// A late tick is a sleep, by whichever clock shows it; a timer only while something is under way.

import assert from 'node:assert/strict';
import { createWakeWatch } from '../../src/engine/wakeWatch.ts';
import { ports } from './byHand.ts';

describe('wake watch', () => {
  it('ticks only while an attempt is under way', async () => {
    const { clock } = ports();
    const watch = createWakeWatch(clock);
    const [one, two] = [watch.enter(), watch.enter()];
    await clock.advance(60_000);
    assert.equal(clock.pending, 1);
    one.leave();
    one.leave();
    assert.equal(clock.pending, 1);
    two.leave();
    assert.equal(clock.pending, 0);
    assert.ok(!one.crossed() && !two.crossed());
    assert.equal(watch.wokeAtMs(), -Infinity);
  });

  it('sees a sleep that the monotonic clock counted, and one that only the calendar did', async () => {
    for (const how of ['mono', 'wall'] as const) {
      const { clock } = ports();
      const watch = createWakeWatch(clock);
      const stay = watch.enter();
      await clock.advance(7_000);
      if (how === 'mono') await clock.sleep(8 * 3_600_000);
      else clock.jumpWall(8 * 3_600_000);
      assert.ok(stay.crossed(), how);
      assert.equal(watch.wokeAtMs(), clock.nowMs());
      const after = watch.enter();
      assert.ok(!after.crossed());
      for (const each of [stay, after]) each.leave();
      assert.ok(stay.crossed());
    }
  });

  it('forgives a tick that is a little late, and a calendar that goes back', async () => {
    const { clock } = ports();
    const watch = createWakeWatch(clock);
    const stay = watch.enter();
    await clock.sleep(14_000);
    clock.jumpWall(-3_600_000);
    assert.ok(!stay.crossed());
    stay.leave();
  });
});
