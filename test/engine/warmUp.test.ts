// The next target is made ready half-way to the limit, once, and nothing is left behind.

import assert from 'node:assert/strict';
import type { EngineEvent, TargetCall } from '../../src/core/index.ts';
import { createWarmUp, type Warming } from '../../src/engine/warmUp.ts';
import { answering, hanging } from '../../src/sim/scripts.ts';
import { ALIVE, B, byHand, FINISH, ports, read, reasoning, targetCall } from './byHand.ts';
import { createRig, drain, expectNothingLeft } from './rig.ts';

const setUp = (limitMs = 10_000) => {
  const all = ports();
  const hand = byHand<TargetCall>();
  const warmed: string[] = [];
  const warmUp = createWarmUp({
    ...all,
    firstTokenMs: () => limitMs,
    warm: ({ providerId }) => void warmed.push(providerId),
  });
  const controller = new AbortController();
  const call = targetCall({ signal: controller.signal });
  const begin = (isNobody = false) =>
    read(watched(warmUp(call, isNobody ? undefined : B), hand.handler(call)));
  return { ...all, hand, warmed, controller, begin };
};

async function* watched(warming: Warming, stream: AsyncIterable<EngineEvent>) {
  try {
    for await (const event of stream) {
      warming.see(event);
      yield event;
    }
  } finally {
    warming.dispose();
  }
}

describe('warmUp', () => {
  afterEach(expectNothingLeft);

  it('comes half-way, in spite of signs of life, and is noted', async () => {
    const { hand, begin, clock, warmed, types } = setUp();
    const reading = begin();
    hand.emit(ALIVE);
    await clock.advance(4_999);
    assert.deepEqual(warmed, []);
    await clock.advance(1);
    assert.deepEqual([warmed, types()], [['b'], ['warmed']]);
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.ok(reading.isOver && clock.pending === 0);
  });

  it('is not needed once the model is at work', async () => {
    const { hand, begin, clock, warmed } = setUp();
    begin();
    hand.emit(reasoning('hm'));
    await drain();
    assert.equal(clock.pending, 0);
    await clock.advance(60_000);
    assert.deepEqual(warmed, []);
    hand.end();
  });

  it('leaves no timer behind a stop, whoever reacts', async () => {
    const { begin, clock, controller } = setUp();
    begin();
    await drain();
    assert.equal(clock.pending, 1);
    controller.abort();
    assert.equal(clock.pending, 0);
  });

  it('does nothing where nobody is next, or no limit is set', async () => {
    const one = setUp();
    one.begin(true);
    const two = setUp(Infinity);
    two.begin();
    await drain();
    assert.deepEqual([one.clock.pending, two.clock.pending], [0, 0]);
    one.hand.end();
    two.hand.end();
  });

  it('warms the next in line on the whole engine, and only those that may be asked', async () => {
    const rig = createRig({
      providers: { a: hanging(), b: answering(['B']), c: answering(['C']) },
      rungs: { b: { armed: false } },
    });
    assert.equal((await rig.answer()).text, 'C');
    assert.deepEqual(
      rig.notes('warmed').map(({ target }) => target.providerId),
      ['c'],
    );
  });
});
