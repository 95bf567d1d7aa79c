// The bulkhead by hand: a place before anything is sent, a turn that ends by place, time, person or
// abort, and nothing left behind; the same under every interleaving that fast-check finds.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import type { TargetCall } from '../../src/core/index.ts';
import { bulkheadLayer } from '../../src/engine/bulkhead.ts';
import { refusedBy } from '../../src/engine/refusal.ts';
import { createSlotBook } from '../../src/engine/slotBook.ts';
import { byHand, controls, failure, FINISH, ports, read, targetCall, text } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (start = 1, queueMax = 32) => {
  const all = ports();
  const hand = byHand<TargetCall>();
  let usualMs: number | undefined;
  const slots = createSlotBook({
    ...all,
    options: () => ({ queueMax, rankMs: 30_000 }),
    shapeOf: () => ({ start, max: 64, isFixed: false }),
  });
  const handler = bulkheadLayer({ ...all, slots, usualFirstTokenMs: () => usualMs })(hand.handler);
  const signals: AbortSignal[] = [];
  const ask = (fields: Partial<TargetCall> = {}) => {
    const controller = new AbortController();
    signals.push(controller.signal);
    const voice = controls();
    const call = targetCall({ controls: voice, ...fields, signal: controller.signal });
    return { controller, voice, reading: read(handler(call)) };
  };
  const finish = async (): Promise<void> => {
    hand.emit(FINISH);
    hand.end();
    await drain();
  };
  const expectClean = (): void => {
    assert.equal(all.clock.pending, 0, 'timers');
    for (const signal of signals)
      assert.equal(getEventListeners(signal, 'abort').length, 0, 'listeners');
    assert.equal(slots.enter('a', 'chat').state, 'held', 'a place is free');
  };
  return { ...all, hand, ask, finish, expectClean, usual: (ms: number) => void (usualMs = ms) };
};

describe('bulkhead', () => {
  it('passes a call on at once where there is a place, and says nothing of it', async () => {
    const { ask, hand, finish, types, expectClean } = setUp();
    const { reading } = ask();
    hand.emit(text('x'));
    await finish();
    assert.deepEqual(reading.types, ['text-delta', 'finish']);
    assert.deepEqual(types(), []);
    expectClean();
  });

  it('shows a wait for a place, and asks when one is free', async () => {
    const { ask, hand, finish, notes, clock, expectClean } = setUp();
    ask();
    const { reading } = ask({ attemptId: 'r2.1' });
    await clock.advance(5_000);
    assert.deepEqual(reading.types, ['waiting-until']);
    const [shown] = reading.events;
    assert.ok(shown?.type === 'waiting-until');
    assert.deepEqual([shown.reason, shown.untilMs], ['slot', 300_000]);
    assert.equal(hand.calls.length, 1, 'nothing is sent while it waits');
    const [queued] = notes;
    assert.ok(queued?.type === 'slot-queued');
    assert.deepEqual([queued.inUse, queued.limit, queued.ahead, queued.lane], [1, 1, 0, 'chat']);
    await finish();
    assert.deepEqual(reading.types, ['waiting-until', 'wait-ended']);
    assert.equal(hand.calls.length, 2);
    await finish();
    assert.ok(reading.isOver);
    expectClean();
  });

  it('waits no longer than patience allows', async () => {
    const { ask, clock, finish, notes, expectClean } = setUp();
    ask();
    const { reading } = ask({ patienceMs: 5_000 });
    await clock.advance(4_999);
    assert.ok(!reading.isOver);
    await clock.advance(1);
    assert.equal(refusedBy(reading.error), 'no-slot');
    const refused = notes.find(({ type }) => type === 'slot-refused');
    assert.ok(refused?.type === 'slot-refused');
    assert.deepEqual([refused.because, refused.waitedMs, refused.limit], ['late', 5_000, 1]);
    await finish();
    expectClean();
  });

  it('leaves the time for a usual first word before the deadline', async () => {
    const { ask, clock, finish, usual, expectClean } = setUp();
    usual(4_000);
    ask();
    const { reading } = ask({ deadlineAtMs: 10_000 });
    await clock.advance(5_999);
    assert.ok(!reading.isOver);
    await clock.advance(1);
    assert.equal(reading.kind, 'rejected');
    const late = ask({ deadlineAtMs: 9_000 });
    await drain();
    assert.equal(late.reading.kind, 'rejected', 'and does not begin a wait that is too long');
    assert.deepEqual(late.reading.types, []);
    await finish();
    expectClean();
  });

  it('says when too many wait', async () => {
    const { ask, finish, notes, expectClean } = setUp(1, 0);
    ask();
    const { reading } = ask();
    await drain();
    assert.equal(reading.kind, 'rejected');
    const refused = notes.at(-1);
    assert.ok(refused?.type === 'slot-refused' && refused.because === 'full');
    await finish();
    expectClean();
  });

  it('gives its turn up when the person switches, and hurries nothing', async () => {
    const { ask, finish, expectClean } = setUp();
    ask();
    const { voice, reading } = ask();
    await drain();
    voice.say('try-now');
    await drain();
    assert.ok(!reading.isOver);
    voice.say('switch');
    await drain();
    assert.deepEqual(reading.events.at(-1), { type: 'wait-ended', by: 'switch' });
    assert.equal(reading.kind, 'rejected');
    await finish();
    expectClean();
  });

  it('gives place and turn back from the abort itself, though the stream never ends', async () => {
    const { ask, hand, clock, finish, expectClean } = setUp();
    const held = ask();
    const waiting = ask();
    const next = ask();
    await drain();
    waiting.controller.abort();
    held.controller.abort();
    assert.equal(clock.pending, 0, 'the last one was served within the abort');
    await drain();
    assert.equal(waiting.reading.kind, 'aborted');
    assert.equal(hand.calls.length, 2);
    hand.fail(failure('cut'));
    await drain();
    await finish();
    assert.ok(next.reading.isOver);
    expectClean();
  });

  it('is asked for less at a time after a 429, and notes it', async () => {
    const { ask, hand, notes, expectClean } = setUp(8);
    ask();
    hand.fail(failure('rate-limit'));
    await drain();
    assert.deepEqual(notes.at(-1), {
      ...{ type: 'slots-changed', requestId: 'r1', turnId: 't1', providerId: 'a' },
      ...{ from: 8, to: 5, because: 'crowded' },
    });
    ask();
    hand.fail(failure('rate-limit', { origin: 'local' }));
    await drain();
    assert.equal(notes.length, 1, 'not after one of ours');
    expectClean();
  });

  it('sends nothing for a call that is aborted already', async () => {
    const { ask, hand, expectClean } = setUp();
    const { controller, reading } = ask();
    controller.abort();
    await drain();
    assert.ok(hand.calls.length <= 1);
    hand.end();
    await drain();
    assert.ok(reading.isOver);
    expectClean();
  });

  it('loses no place in any order of places, cancels, chunks and time-outs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 3 }),
        fc.array(
          fc.record({
            ending: fc.constantFrom('finish', 'fail', 'cancel', 'silent' as const),
            patienceMs: fc.constantFrom(Infinity, 5_000),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        async (scheduler, places, plans) => {
          const all = ports();
          let inFlight = 0;
          let most = 0;
          const slots = createSlotBook({
            ...all,
            options: () => ({ queueMax: 32, rankMs: 30_000 }),
            shapeOf: () => ({ start: places, max: places, isFixed: true }),
          });
          const layer = bulkheadLayer({ ...all, slots, usualFirstTokenMs: () => undefined });
          const settled: Promise<void>[] = [];
          for (const [index, { ending, patienceMs }] of plans.entries()) {
            const controller = new AbortController();
            const { signal } = controller;
            const handler = layer(async function* provider() {
              inFlight += 1;
              most = Math.max(most, inFlight);
              let isLive = true;
              const end = (): void => {
                if (isLive) inFlight -= 1;
                isLive = false;
              };
              signal.addEventListener('abort', end, { once: true });
              try {
                await scheduler.schedule(Promise.resolve(), `chunk ${index}`);
                yield text('x');
                await scheduler.schedule(Promise.resolve(), `end ${index}`);
                end();
                if (ending === 'fail') throw failure('server');
                if (ending === 'silent') throw failure('silent');
                yield FINISH;
              } finally {
                end();
                signal.removeEventListener('abort', end);
              }
            });
            if (ending === 'cancel') {
              const cancel = (): void => controller.abort();
              void scheduler.schedule(Promise.resolve(), `cancel ${index}`).then(cancel);
            }
            const call = targetCall({ signal, patienceMs, attemptId: `r${index}.1` });
            const go = async (): Promise<void> => {
              try {
                for await (const _ of handler(call));
              } catch {
                // How it ends is not the point here.
              }
              assert.equal(getEventListeners(signal, 'abort').length, 0);
            };
            settled.push(go());
          }
          void scheduler.schedule(Promise.resolve(), 'time').then(() => all.clock.advance(6_000));
          await scheduler.waitIdle();
          await drain();
          await all.clock.runUntilIdle();
          await scheduler.waitIdle();
          await Promise.all(settled);
          assert.ok(most <= places, `${most} at ${places} places`);
          assert.equal(inFlight, 0);
          assert.equal(all.clock.pending, 0);
          for (let i = 0; i < places; i += 1) assert.equal(slots.enter('a', 'chat').state, 'held');
          assert.equal(slots.enter('a', 'chat').state, 'waiting');
        },
      ),
      { numRuns: 150 },
    );
  });
});
