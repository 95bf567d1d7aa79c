// The throttle layer by hand: who stands back, what counts as accepted, and what counts nowhere.

import assert from 'node:assert/strict';
import { ERROR_KINDS, dispositionOf } from '../../src/core/index.ts';
import type { ErrorKind, Lane, TargetCall } from '../../src/core/index.ts';
import { refusedBy } from '../../src/engine/refusal.ts';
import { createRepeatBudget } from '../../src/engine/repeatBudget.ts';
import { createSelfThrottle } from '../../src/engine/selfThrottle.ts';
import { throttleLayer } from '../../src/engine/throttle.ts';
import { byHand, failure, FINISH, ports, read, reasoning, targetCall, text } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (drawn = 0.5) => {
  const all = ports();
  const options = () => ({ tokensMax: 10, throttleFactor: 2 });
  const budget = createRepeatBudget(all.clock, options);
  const throttle = createSelfThrottle(all.clock);
  const hand = byHand<TargetCall>();
  let draws = 0;
  const random = { next: () => ((draws += 1), drawn) };
  const handler = throttleLayer({
    ...{ ...all, random, budget, throttle, options },
    familyOf: ({ providerId }) => `family of ${providerId}`,
  })(hand.handler);
  const ask = (lane: Lane, fields: Partial<TargetCall> = {}) =>
    read(handler(targetCall({ lane, ...fields })));
  const fail = async (kind: ErrorKind, times = 1): Promise<void> => {
    for (let i = 0; i < times; i += 1) {
      ask('chat');
      hand.fail(failure(kind));
      await drain();
    }
  };
  return { ...all, budget, throttle, hand, ask, fail, draws: () => draws };
};
const F = 'family of a';

describe('throttle', () => {
  it('lets best effort stand back by chance, with its figures, and sends nothing', async () => {
    const { fail, ask, hand, notes } = setUp(0.94);
    await fail('server', 19);
    const reading = ask('background');
    await drain();
    assert.equal(reading.kind, 'rejected');
    assert.equal(refusedBy(reading.error), 'throttled');
    assert.equal(hand.calls.length, 19);
    const [note] = notes;
    assert.ok(note?.type === 'attempt-throttled');
    assert.deepEqual([note.chance, note.asked, note.accepted], [0.95, 19, 0]);
  });

  it('counts what it refused as not accepted', async () => {
    const { fail, ask, throttle } = setUp(0);
    await fail('server', 10);
    ask('external');
    await drain();
    assert.deepEqual(throttle.counts(F), { asked: 11, accepted: 0 });
  });

  it('never holds back who sits and waits, nor a test', async () => {
    const { fail, ask, hand } = setUp(0);
    await fail('server', 20);
    for (const lane of ['chat', 'inline', 'probe'] satisfies Lane[]) {
      const reading = ask(lane);
      await drain();
      assert.equal(reading.kind, undefined);
      hand.emit(FINISH);
      hand.end();
      await drain();
      assert.ok(reading.isOver);
    }
  });

  it('never holds a trial back, and forgets what was before when it is answered', async () => {
    const { fail, ask, hand, throttle } = setUp(0);
    await fail('server', 20);
    ask('background', { trial: 'live' });
    hand.emit(text('w'));
    await drain();
    assert.deepEqual(throttle.counts(F), { asked: 1, accepted: 1 });
    hand.end();
    await drain();
  });

  it('draws only where chance decides', async () => {
    const { ask, draws, hand } = setUp();
    ask('background');
    await drain();
    assert.equal(draws(), 0);
    hand.end();
    await drain();
  });

  for (const kind of ERROR_KINDS) {
    const { weight, repeat } = dispositionOf(kind);
    const isIll = weight > 0 || (repeat !== 'never' && repeat.how === 'after-delay');
    it(`takes ${kind} for ${isIll ? 'not accepted' : 'accepted'}`, async () => {
      const { fail, throttle } = setUp();
      await fail(kind);
      assert.deepEqual(throttle.counts(F), { asked: 1, accepted: isIll ? 0 : 1 });
    });
  }

  it('counts an attempt once: what breaks after its first word was accepted', async () => {
    const { ask, hand, throttle } = setUp();
    ask('chat');
    hand.emit(reasoning('hm'));
    hand.emit(text('w'));
    hand.fail(failure('cut'));
    await drain();
    assert.deepEqual(throttle.counts(F), { asked: 1, accepted: 1 });
  });

  it('counts neither a cancel nor what is ours', async () => {
    const { ask, hand, throttle } = setUp();
    const controller = new AbortController();
    ask('chat', { signal: controller.signal });
    await drain();
    controller.abort();
    hand.fail(failure('server'));
    await drain();
    ask('chat');
    hand.fail(failure('rejected', { origin: 'local' }));
    await drain();
    assert.deepEqual(throttle.counts(F), { asked: 0, accepted: 0 });
  });

  it('fills the budget with each answer', async () => {
    const { ask, hand, budget } = setUp();
    for (let i = 0; i < 10; i += 1) budget.take(F, 1);
    ask('chat');
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.equal(budget.left(F), 0.2);
  });
});
