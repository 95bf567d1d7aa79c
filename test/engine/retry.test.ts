// The retry layer against a handler driven by hand: repeats as the table says, never more.

import assert from 'node:assert/strict';
import { dispositionOf, ERROR_KINDS } from '../../src/core/index.ts';
import type { JournalNote, Lane } from '../../src/core/index.ts';
import { A, failure, FINISH, reasoning, text } from './byHand.ts';
import { retryStage as setUp } from './retryStage.ts';
import { drain } from './rig.ts';

const reasonOf = (notes: readonly JournalNote[]): string | undefined => {
  const wait = notes.find((note) => note.type === 'wait-started');
  return wait?.reason;
};

describe('retry', () => {
  for (const kind of ERROR_KINDS) {
    for (const lane of ['chat', 'background'] satisfies Lane[]) {
      it(`repeats ${kind} in lane ${lane} as the table says`, async () => {
        const { clock, hand, begin } = setUp({ lane });
        const reading = begin();
        for (let i = 0; i < 6; i += 1) {
          hand.fail(failure(kind));
          await clock.advance(60_000);
        }
        const { repeat } = dispositionOf(kind);
        const unchanged = ['fast', 'backoff', 'after-delay'];
        const isHere = repeat !== 'never' && unchanged.includes(repeat.how);
        const times = isHere && lane === 'background' ? (repeat.bestEffortTimes ?? 1) : 1;
        assert.equal(hand.calls.length, isHere ? 1 + times : 1);
        assert.equal(reading.kind, kind);
      });
    }
  }

  it('tells whether it waits by its own rule or for the server, and offers no other target', async () => {
    const own = setUp({ lane: 'background' });
    own.begin();
    await own.fail('server');
    assert.equal(reasonOf(own.notes), 'backoff');
    own.controller.abort();
    const asked = setUp();
    const reading = asked.begin();
    await asked.fail('rate-limit', 4_000);
    assert.equal(reasonOf(asked.notes), 'server-delay');
    const [shown] = reading.events.filter((event) => event.type === 'waiting-until');
    assert.deepEqual([shown?.canSwitch, shown?.reason], [false, 'server-delay']);
    asked.controller.abort();
  });

  it('sits out a pause that is as long as its patience, and none a millisecond longer', async () => {
    for (const [delayMs, calls] of [
      [5_000, 2],
      [5_001, 1],
    ] as const) {
      const { clock, hand, begin, fail, controller } = setUp({ patienceMs: 5_000 });
      begin();
      await fail('rate-limit', delayMs);
      await clock.advance(10_000);
      assert.equal(hand.calls.length, calls, `${delayMs} ms`);
      controller.abort();
      await drain();
    }
  });

  it('draws nothing where nothing may be repeated', async () => {
    const { hand, begin, forbid, fail, notes } = setUp();
    const reading = begin();
    forbid();
    await fail('server');
    assert.deepEqual([reading.kind, hand.calls.length], ['server', 1]);
    assert.equal(reasonOf(notes), undefined);
  });

  it('waits with full jitter, then asks again under a new number', async () => {
    const { clock, hand, begin, fail } = setUp();
    const reading = begin();
    await fail('server');
    await clock.advance(249);
    assert.equal(hand.calls.length, 1);
    await clock.advance(1);
    assert.deepEqual(
      hand.calls.map(({ attemptId, origin }) => [attemptId, origin]),
      [
        ['r1.1', 'first'],
        ['r1.2', 'retry'],
      ],
    );
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.deepEqual(reading.types, ['finish']);
  });

  it('honours Retry-After to the millisecond, in seconds or dates alike (litellm#34399)', async () => {
    const { clock, hand, begin, fail } = setUp();
    const reading = begin();
    await fail('rate-limit', 3_000);
    await clock.advance(2_999);
    assert.equal(hand.calls.length, 1);
    await clock.advance(1);
    assert.equal(hand.calls.length, 2);
    assert.deepEqual(reading.types, ['waiting-until', 'wait-ended']);
    hand.fail(failure('invalid'));
    await drain();
  });

  it('sits a delay that no server named out only where nobody else could answer', async () => {
    const impatient = setUp({ patienceMs: 5_000 });
    const reading = impatient.begin();
    await impatient.fail('rate-limit');
    assert.equal(reading.kind, 'rate-limit');
    const alone = setUp();
    alone.begin();
    await alone.fail('rate-limit');
    await alone.clock.advance(5_000);
    assert.equal(alone.hand.calls.length, 2);
  });

  it('gives a pause beyond its patience up at once', async () => {
    const { hand, begin, fail } = setUp({ patienceMs: 5_000 });
    const reading = begin();
    await fail('rate-limit', 5_001);
    assert.deepEqual([reading.kind, hand.calls.length], ['rate-limit', 1]);
  });

  it('starts no wait that would end beyond the deadline', async () => {
    const { hand, begin, fail } = setUp({ deadlineAtMs: 3_000 });
    const reading = begin();
    await fail('rate-limit', 3_000);
    assert.deepEqual([reading.kind, hand.calls.length], ['rate-limit', 1]);
  });

  it('waits as long as the server says, also where our own backoff is shorter', async () => {
    const { clock, hand, begin, fail } = setUp();
    begin();
    await fail('overloaded', 4_000);
    await clock.advance(3_999);
    assert.equal(hand.calls.length, 1);
    await clock.advance(1);
    assert.equal(hand.calls.length, 2);
    hand.fail(failure('invalid'));
    await drain();
  });

  it('goes on waiting when the pause grew meanwhile', async () => {
    const { clock, hand, begin, fail, pauses } = setUp();
    begin();
    await fail('rate-limit', 2_000);
    pauses.failed(A, failure('rate-limit', { retryAfterMs: 9_000 }));
    await clock.advance(8_999);
    assert.equal(hand.calls.length, 1);
    await clock.advance(1);
    assert.equal(hand.calls.length, 2);
    hand.fail(failure('invalid'));
    await drain();
  });

  it('asks at once when the person says so', async () => {
    const { voice, hand, begin, fail } = setUp();
    begin();
    await fail('rate-limit', 60_000);
    voice.say('try-now');
    await drain();
    assert.equal(hand.calls.length, 2);
    hand.fail(failure('invalid'));
    await drain();
  });

  it('gives up when the person switches', async () => {
    const { voice, hand, begin, fail } = setUp();
    const reading = begin();
    await fail('rate-limit', 60_000);
    voice.say('switch');
    await drain();
    assert.deepEqual([reading.kind, hand.calls.length], ['rate-limit', 1]);
    assert.deepEqual(reading.events.at(-1), { type: 'wait-ended', by: 'switch' });
  });

  it('asks leave again after the wait: breaker, lock or consent may have changed', async () => {
    const { hand, begin, fail, forbid } = setUp();
    const reading = begin();
    await fail('rate-limit', 60_000);
    forbid();
    await drain();
    assert.deepEqual([reading.kind, hand.calls.length], ['rate-limit', 1]);
  });

  it('goes on early when the pause is lifted by hand', async () => {
    const { hand, begin, fail, pauses } = setUp();
    begin();
    await fail('rate-limit', 60_000);
    pauses.lift({ providerId: 'a' });
    await drain();
    assert.equal(hand.calls.length, 2);
    hand.fail(failure('invalid'));
    await drain();
  });

  it('repeats nothing once content was shown (law 2)', async () => {
    const { hand, begin, fail } = setUp();
    const reading = begin();
    hand.emit(text('Half'));
    await fail('server');
    assert.deepEqual([reading.kind, hand.calls.length], ['server', 1]);
  });

  it('retracts reasoning before it asks again', async () => {
    const { clock, hand, begin, fail } = setUp();
    const reading = begin();
    hand.emit(reasoning('hm'));
    await fail('server');
    await clock.advance(250);
    hand.emit(text('x'));
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.deepEqual(reading.types, ['reasoning-delta', 'retracted', 'text-delta', 'finish']);
  });

  it('leaves shown reasoning alone when it does not ask again', async () => {
    const { hand, begin, fail } = setUp();
    const reading = begin();
    hand.emit(reasoning('hm'));
    await fail('silent');
    assert.deepEqual(reading.types, ['reasoning-delta']);
  });

  it('takes no more repeats than the request has left', async () => {
    const { hand, begin, fail } = setUp({}, 0);
    const reading = begin();
    await fail('server');
    assert.deepEqual([reading.kind, hand.calls.length], ['server', 1]);
  });

  it('drops the trial mark: the failed trial has settled it', async () => {
    const { clock, hand, begin, fail } = setUp({ trial: 'live' });
    begin();
    await fail('server');
    await clock.advance(250);
    assert.equal(hand.calls[1]?.trial, undefined);
    hand.fail(failure('invalid'));
    await drain();
  });

  it('ends its wait within the tick of an abort', async () => {
    const { controller, clock, begin, fail } = setUp();
    const reading = begin();
    await fail('rate-limit', 60_000);
    controller.abort();
    await drain();
    assert.deepEqual([reading.kind, clock.pending], ['aborted', 0]);
  });
});
