// Timeouts against a handler driven by hand: three silences, and freedom from whoever never
// answers.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineEvent } from '../../src/core/index.ts';
import { ALIVE, failure, FINISH, HEADERS, reasoning, text } from './byHand.ts';
import { drain } from './rig.ts';
import { setUp } from './timeoutsStage.ts';

describe('timeouts', () => {
  it('ends silence before headers', async () => {
    const { clock, hand, begin, expectClean } = setUp();
    const reading = begin();
    await clock.advance(29);
    assert.equal(reading.isOver, false);
    await clock.advance(1);
    assert.equal(reading.kind, 'silent');
    assert.match(String(reading.error), /no response/);
    assert.equal(hand.calls[0]?.signal.aborted, true);
    assert.equal(hand.calls[0]?.signal.reason, reading.error);
    expectClean();
  });

  it('ends silence before the first token, counted from the start (bifrost#7034)', async () => {
    const { clock, hand, begin, expectClean } = setUp();
    const reading = begin();
    await clock.advance(25);
    hand.emit(HEADERS);
    await clock.advance(34);
    assert.equal(reading.isOver, false);
    await clock.advance(1);
    assert.equal(reading.kind, 'silent');
    expectClean();
  });

  it('ends silence between tokens', async () => {
    const { clock, hand, begin, expectClean } = setUp();
    const reading = begin();
    hand.emit(HEADERS);
    hand.emit(text('x'));
    await clock.advance(19);
    hand.emit(reasoning('y'));
    await clock.advance(19);
    hand.emit({ type: 'tool-call-delta', id: '1', name: 'n', argumentsText: '{' });
    await clock.advance(19);
    assert.equal(reading.isOver, false);
    await clock.advance(1);
    assert.equal(reading.kind, 'stall');
    expectClean();
  });

  it('takes no comment for progress (opencode#43519)', async () => {
    const { clock, hand, begin } = setUp();
    const reading = begin();
    hand.emit(HEADERS);
    hand.emit(text('x'));
    for (let i = 0; i < 5; i += 1) {
      await clock.advance(5);
      hand.emit(ALIVE);
      hand.emit({ type: 'usage', usage: { inputTokens: 1, outputTokens: 1 } });
    }
    await drain();
    assert.equal(reading.kind, 'stall');
  });

  it('never blames a slow reader', async () => {
    const { clock, hand, handler, call, expectClean } = setUp();
    const stream = handler(call)[Symbol.asyncIterator]();
    for (const event of [HEADERS, text('x'), text('y'), FINISH]) hand.emit(event);
    for (let i = 0; i < 4; i += 1) {
      assert.equal((await stream.next()).done, false);
      await clock.advance(10_000);
    }
    expectClean();
    await stream.return?.();
  });

  it('knows no headers limit, or none at all, where they are Infinity', async () => {
    const none = { headers: Infinity, firstToken: Infinity, stall: Infinity };
    const { clock, begin, controller, expectClean } = setUp(none);
    const reading = begin();
    await clock.advance(1e9);
    assert.equal(reading.isOver, false);
    controller.abort();
    await drain();
    expectClean();
  });

  it('lets a call narrow its limits, never widen them', async () => {
    const narrow = setUp({}, { firstByteMaxMs: 10 });
    const reading = narrow.begin();
    await narrow.clock.advance(10);
    assert.equal(reading.kind, 'silent');
    const wide = setUp({}, { firstByteMaxMs: 1000 });
    const other = wide.begin();
    await wide.clock.advance(30);
    assert.equal(other.kind, 'silent');
  });

  it('tells the transport how long it must sit out by itself', async () => {
    const { hand, begin, controller } = setUp();
    begin();
    await drain();
    const { firstByteMaxMs, idleMaxMs } = hand.calls[0] ?? {};
    assert.deepEqual([firstByteMaxMs, idleMaxMs], [60, 60]);
    controller.abort();
  });

  it('rejects within the tick of an abort, though the provider never reacts (law 3)', async () => {
    const { controller, hand, begin, expectClean } = setUp();
    const reading = begin();
    await drain();
    controller.abort();
    await drain();
    assert.equal(reading.kind, 'aborted');
    assert.equal(hand.calls[0]?.signal.aborted, true);
    expectClean();
  });

  it('aborts first and then leaves when its reader leaves', async () => {
    const { hand, handler, call, expectClean } = setUp();
    const stream = handler(call)[Symbol.asyncIterator]();
    hand.emit(HEADERS);
    await stream.next();
    await stream.return?.();
    assert.equal(hand.calls[0]?.signal.aborted, true);
    await drain();
    assert.equal(hand.live, 0);
    expectClean();
  });

  it('leaves nothing behind once the last event is handed out, pulled further or not', async () => {
    const { hand, handler, call, expectClean } = setUp();
    const stream = handler(call)[Symbol.asyncIterator]();
    hand.emit(FINISH);
    await stream.next();
    await drain();
    assert.equal(hand.live, 0);
    assert.equal(hand.calls[0]?.signal.aborted, false, 'a finished stream is not aborted');
    expectClean();
  });

  it('whatever the interleaving of chunks, pauses and a cancel: one end, nothing left', async () => {
    const chunk = fc.constantFrom<EngineEvent>(HEADERS, ALIVE, text('x'), reasoning('y'), FINISH);
    const step = fc.oneof(
      chunk.map((event) => ({ event })),
      fc.nat(40).map((pauseMs) => ({ pauseMs })),
      fc.constant({ abort: true }),
      fc.constant({ fail: true }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { clock, controller, hand, begin, expectClean } = setUp();
        const reading = begin();
        for (const one of steps) {
          if ('event' in one) hand.emit(one.event);
          else if ('pauseMs' in one) await clock.advance(one.pauseMs);
          else if ('abort' in one) {
            controller.abort();
            await drain();
            assert.ok(reading.isOver, 'still running after an abort');
          } else hand.fail(failure('cut'));
        }
        hand.end();
        await clock.advance(1000);
        assert.ok(reading.isOver);
        assert.ok(reading.types.filter((type) => type === 'finish').length <= 1);
        expectClean();
      }),
      { numRuns: 200 },
    );
  });
});
