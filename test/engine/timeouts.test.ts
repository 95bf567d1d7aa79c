// Timeouts against a handler driven by hand: three silences, and freedom from whoever never
// answers.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { ChatError } from '../../src/core/index.ts';
import type { EngineEvent, TargetCall } from '../../src/core/index.ts';
import { createLatencyBook } from '../../src/engine/latency/latencyBook.ts';
import type { LatencyBook, Lesson } from '../../src/engine/latency/latencyBook.ts';
import type { SilenceLimits } from '../../src/engine/silenceLimits.ts';
import { timeoutsLayer } from '../../src/engine/timeouts.ts';
import {
  ALIVE,
  byHand,
  failure,
  FINISH,
  HEADERS,
  ports,
  reasoning,
  read,
  targetCall,
  text,
} from './byHand.ts';
import { drain } from './rig.ts';

type Given = { readonly [L in 'headers' | 'firstToken' | 'stall' | 'total']?: number } & {
  readonly charsPerMinute?: number;
  readonly isCold?: boolean;
};

const limitsOf = (given: Given = {}): SilenceLimits => {
  const ms = { headers: 30, firstToken: 60, stall: 20, total: Infinity, ...given };
  const limit = (of: number) => ({ ms: of, by: 'learned', samples: 7, p99Ms: 5 }) as const;
  return {
    headers: limit(ms.headers),
    firstToken: limit(ms.firstToken),
    stall: limit(ms.stall),
    total: { ms: ms.total, by: 'person' },
    drip: { ...limit(20_000), charsPerMinute: given.charsPerMinute ?? 0 },
    promptTokens: 10,
    isCold: given.isCold ?? false,
  };
};

const setUp = (given: Given = {}, fields: Partial<TargetCall> = {}) => {
  const { clock } = ports();
  const controller = new AbortController();
  const hand = byHand<TargetCall>();
  const lessons: Lesson[] = [];
  const book = createLatencyBook({ wallMs: () => clock.wallMs(), kindOf: () => 'remote' });
  const latency: LatencyBook = {
    ...book,
    learn: (target, tokens, lesson) => {
      lessons.push(lesson);
      book.learn(target, tokens, lesson);
    },
  };
  const limitsFor = () => limitsOf(given);
  const handler = timeoutsLayer({ clock, limitsFor, latency })(hand.handler);
  const call = targetCall({ signal: controller.signal, ...fields });
  const begin = () => read(handler(call));
  const expectClean = (): void => {
    assert.equal(clock.pending, 0);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  };
  return { clock, controller, hand, handler, call, begin, expectClean, lessons };
};

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

  it('says which limit was passed, and what stands behind it', async () => {
    const limitAt = async (events: readonly EngineEvent[], given: Given, ms: number) => {
      const { clock, hand, begin } = setUp(given);
      const reading = begin();
      for (const event of events) hand.emit(event);
      await clock.advance(ms);
      const { error } = reading;
      assert.ok(error instanceof ChatError, `after ${ms} ms`);
      return [error.kind, error.origin, error.limit, error.waitedMs];
    };
    const learned = { by: 'learned', samples: 7, p99Ms: 5 };
    assert.deepEqual(await limitAt([], {}, 30), [
      ...['silent', 'remote'],
      { what: 'headers', ms: 30, ...learned },
      30,
    ]);
    assert.deepEqual(await limitAt([], { headers: 90 }, 60), [
      ...['silent', 'remote'],
      { what: 'headers', ms: 60, ...learned },
      60,
    ]);
    assert.deepEqual(await limitAt([HEADERS], {}, 60), [
      ...['silent', 'remote'],
      { what: 'first-token', ms: 60, ...learned },
      60,
    ]);
    assert.deepEqual(await limitAt([HEADERS, text('x')], {}, 20), [
      ...['stall', 'remote'],
      { what: 'stall', ms: 20, ...learned },
      20,
    ]);
    assert.deepEqual(await limitAt([text('x')], { stall: 50, total: 40 }, 40), [
      ...['deadline', 'local'],
      { what: 'total', ms: 40, by: 'person' },
      40,
    ]);
  });

  it('tells how long such answers usually take beside a limit for the whole', async () => {
    const { clock, hand, begin } = setUp({ stall: 5_000, total: 4_000 });
    for (let i = 0; i < 20; i += 1) {
      const whole = begin();
      hand.emit(text('x'));
      await clock.advance(20);
      hand.emit(FINISH);
      await clock.advance(0);
      assert.equal(whole.isOver, true);
    }
    const reading = begin();
    hand.emit(text('x'));
    await clock.advance(4_000);
    const { limit } = reading.error as ChatError;
    assert.equal(limit?.samples, 20);
    // Twenty answers of 20 ms against a prior of thirty of 10 s.
    assert.ok((limit?.usualMs ?? 0) < 10_000, String(limit?.usualMs));
  });

  it('ends a drip when the next word is asked for, and loses none', async () => {
    const { clock, hand, begin, expectClean } = setUp({ stall: 15_000, charsPerMinute: 30 });
    const reading = begin();
    hand.emit(HEADERS);
    for (let i = 0; i < 2; i += 1) {
      hand.emit(text('x'));
      await clock.advance(10_000);
    }
    assert.equal(reading.kind, undefined);
    hand.emit(text('y'));
    await drain();
    assert.equal(reading.kind, 'slow-drip');
    assert.equal(reading.events.filter(({ type }) => type === 'text-delta').length, 3);
    assert.deepEqual((reading.error as ChatError).limit, {
      ...{ what: 'slow-drip', ms: 20_000, by: 'learned', samples: 7, charsPerMinute: 30 },
    });
    expectClean();
  });

  it('takes no slow reader and no quick answer for a drip', async () => {
    const { clock, hand, handler, call } = setUp({ charsPerMinute: 600 });
    const stream = handler(call)[Symbol.asyncIterator]();
    for (let i = 0; i < 50; i += 1) hand.emit(text('x'));
    hand.emit(FINISH);
    for (let i = 0; i < 51; i += 1) {
      assert.equal((await stream.next()).done, false);
      await clock.advance(5_000);
    }
    const quick = setUp({ charsPerMinute: 600, stall: 3_000 });
    const reading = quick.begin();
    for (let i = 0; i < 60; i += 1) {
      quick.hand.emit(text('twenty characters...'));
      await quick.clock.advance(1_000);
    }
    quick.hand.emit(FINISH);
    await drain();
    assert.deepEqual([reading.kind, reading.isOver], [undefined, true]);
  });

  it('teaches once what it saw, however it ends', async () => {
    const seen = async (
      play: (stage: ReturnType<typeof setUp>) => Promise<void>,
      given: Given = {},
    ) => {
      const stage = setUp(given);
      const stream = stage.begin();
      await play(stage);
      stage.controller.abort();
      await drain();
      assert.ok(stream.isOver);
      assert.equal(stage.lessons.length, 1);
      const { gaps: _, ...lesson } = stage.lessons[0] as Lesson;
      return lesson;
    };
    const whole = await seen(async ({ clock, hand }) => {
      await clock.advance(10);
      hand.emit(HEADERS);
      await clock.advance(15);
      hand.emit(text('x'));
      await clock.advance(12);
      hand.emit(text('y'));
      hand.emit(FINISH);
      await clock.advance(0);
    });
    assert.deepEqual(whole, {
      seen: { headers: 10, firstToken: 25, total: 37, longestGap: 12 },
      censored: {},
      isTimeout: false,
    });
    const stopped = await seen(({ clock }) => clock.advance(10));
    assert.deepEqual(stopped, {
      seen: {},
      censored: { headers: 10, firstToken: 10 },
      isTimeout: false,
    });
    const silent = await seen(async ({ clock, hand }) => {
      hand.emit(HEADERS);
      await clock.advance(60);
    });
    assert.deepEqual(silent, {
      seen: { headers: 0 },
      censored: { firstToken: 60 },
      isTimeout: true,
    });
    const failed = await seen(async ({ clock, hand }) => {
      await clock.advance(10);
      hand.fail(failure('server'));
      await clock.advance(0);
    });
    assert.deepEqual(failed, { seen: {}, censored: {}, isTimeout: false });
    const loading = await seen(({ clock }) => clock.advance(60), { isCold: true });
    assert.deepEqual(loading, { seen: {}, censored: {}, isTimeout: true });
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
