// The times of one attempt: what they teach, and when it drips.

import assert from 'node:assert/strict';
import { createAttemptTimes, type Ending } from '../../src/engine/attemptTimes.ts';
import { weightOf } from '../../src/engine/latency/histogram.ts';
import { stepOf } from '../../src/engine/latency/scale.ts';
import { createStallWatch } from '../../src/engine/stallWatch.ts';
import type { EngineEvent } from '../../src/core/index.ts';
import { ALIVE, HEADERS, ports, reasoning, text } from './byHand.ts';

const setUp = () => {
  const { clock } = ports();
  const watch = createStallWatch({ clock, totalMs: Infinity }, () => undefined);
  const times = createAttemptTimes(watch);
  const wait = async (ms: number): Promise<void> => {
    watch.pullStarted(Infinity);
    await clock.advance(ms);
    watch.pullEnded();
  };
  const get = async (ms: number, ...events: EngineEvent[]): Promise<void> => {
    await wait(ms);
    for (const event of events) times.see(event);
  };
  return { clock, times, get, wait, lesson: (end: Ending) => times.lesson(end, false) };
};
const long = text('a hundred characters, or nearly so, are enough to speak of a speed at all.....');

describe('attempt times', () => {
  it('are counted while somebody waits, and heartbeats are none', async () => {
    const { clock, get, lesson } = setUp();
    await get(40, HEADERS, HEADERS);
    await clock.advance(1_000);
    await get(10, ALIVE);
    await get(10, reasoning('hm'));
    await get(5, ALIVE);
    await get(7, text('x'));
    const { seen, censored, gaps } = lesson('finished');
    assert.deepEqual(seen, { headers: 40, firstToken: 60, longestGap: 12, total: 72 });
    assert.deepEqual(censored, {});
    assert.equal(gaps?.[stepOf(12)], 1);
  });

  it('make all gaps of an answer one sample', async () => {
    const { get, lesson } = setUp();
    for (const ms of [100, 10, 10, 10, 500]) await get(ms, text('x'));
    const { gaps = [], seen } = lesson('finished');
    assert.deepEqual([gaps[stepOf(10)], gaps[stepOf(500)]], [0.75, 0.25]);
    assert.ok(Math.abs(weightOf(gaps) - 1) < 1e-9);
    assert.equal(seen.longestGap, 500);
  });

  it('know no gap where all came at once', async () => {
    const { get, lesson } = setUp();
    await get(100, text('x'));
    assert.deepEqual(lesson('finished'), {
      seen: { firstToken: 100, total: 100 },
      censored: {},
      isTimeout: false,
    });
  });

  it('know a speed only of answers long enough', async () => {
    const { get, lesson } = setUp();
    await get(100, text('x'));
    await get(999, long);
    assert.equal(lesson('finished').seen.rate, undefined);
    await get(1, { type: 'tool-call-delta', id: '1', name: 'n', argumentsText: '12' });
    const { length } = (long as { text: string }).text;
    assert.equal(lesson('finished').seen.rate, (length + 2) * 60);
    assert.equal(lesson('failed').seen.rate, (length + 2) * 60);
    await get(0, { type: 'tool-call', id: '2', name: 'n', argumentsJson: '{}' });
    assert.equal(lesson('finished').seen.rate, (length + 4) * 60);
    const short = setUp();
    await short.get(1, text('x'));
    await short.get(5_000, text('too short'));
    assert.equal(short.lesson('finished').seen.rate, undefined);
  });

  it('that were given up are lower bounds', async () => {
    const { get, wait, lesson } = setUp();
    await wait(30);
    assert.deepEqual(lesson('aborted').censored, { headers: 30, firstToken: 30 });
    await get(10, HEADERS);
    await wait(5);
    assert.deepEqual(lesson('timeout').censored, { firstToken: 45 });
    await get(0, text('x'));
    await get(20, text('x'));
    await wait(9);
    assert.deepEqual(lesson('aborted').censored, { longestGap: 9, total: 74 });
    assert.deepEqual(lesson('failed').censored, {});
    assert.deepEqual(lesson('aborted').seen, { headers: 40, firstToken: 45 });
    assert.deepEqual([lesson('timeout').isTimeout, lesson('aborted').isTimeout], [true, false]);
  });

  it('of a model that had to be loaded say nothing of its beginning', async () => {
    const { times, get } = setUp();
    assert.deepEqual(times.lesson('timeout', true).censored, {});
    await get(10, HEADERS, text('x'));
    await get(10, text('x'));
    assert.deepEqual(times.lesson('finished', true).seen, { longestGap: 10, total: 20 });
  });

  it('drip when fewer characters came in 20 seconds than the floor, not before', async () => {
    const { times, get } = setUp();
    assert.equal(times.drips(60), false, 'nothing has begun');
    await get(30_000, HEADERS);
    assert.equal(times.drips(60), false, 'silence is no drip');
    await get(0, text('x'));
    for (const at of [5, 10, 15]) {
      await get(5_000, text('x'));
      assert.equal(times.drips(60), false, `at ${at} s`);
    }
    await get(5_000, text('x'));
    assert.equal(times.drips(60), true);
  });

  it('take no long silence for a drip, nor two of them with words between', async () => {
    const { times, get } = setUp();
    await get(0, text('x'));
    await get(45_000, text('x'));
    assert.equal(times.drips(600), false);
    for (let i = 0; i < 12; i += 1) {
      await get(1_000, text('twelve chars'));
      assert.equal(times.drips(600), false);
    }
    await get(45_000, text('x'));
    assert.equal(times.drips(600), false);
    await get(5_000, ALIVE);
    await get(5_000, ALIVE);
    await get(5_000, ALIVE);
    assert.equal(times.drips(600), false, 'heartbeats are no words');
  });

  it('do not drip at the floor itself, and again when they fall below it later', async () => {
    const { times, get } = setUp();
    await get(0, text('x'));
    for (let at = 1; at <= 60; at += 1) {
      await get(1_000, text('x'));
      assert.equal(times.drips(60), false, `at ${at} s`);
    }
    let slowMs = 0;
    for (; slowMs < 60_000 && !times.drips(60); slowMs += 4_000) await get(4_000, text('x'));
    assert.ok(slowMs >= 12_000 && slowMs <= 32_000, String(slowMs));
  });
});
