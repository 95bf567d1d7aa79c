// What the timeouts layer says of the limit it holds, how it meets a drip, and what it teaches.

import assert from 'node:assert/strict';
import { ChatError } from '../../src/core/index.ts';
import type { EngineEvent } from '../../src/core/index.ts';
import type { Lesson } from '../../src/engine/latency/latencyBook.ts';
import { failure, FINISH, HEADERS, text } from './byHand.ts';
import { drain } from './rig.ts';
import { setUp, type Given } from './timeoutsStage.ts';

describe('time limits', () => {
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
});
