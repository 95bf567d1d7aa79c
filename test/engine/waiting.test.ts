// Waiting: ends by time, by the person, by a change, by abort; and always leaves nothing behind.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { sitOut, type Wait } from '../../src/engine/waiting.ts';
import { A, controls, failure, ports, read, requestCall } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (fields: Partial<Wait> = {}) => {
  const all = ports();
  const controller = new AbortController();
  const voice = controls();
  let isPointless = false;
  const wait: Wait = {
    target: A,
    reason: 'server-delay',
    untilMs: 5_000,
    error: failure('rate-limit'),
    canSwitch: true,
    ends: ['try-now', 'switch'],
    isPointless: () => isPointless,
    ...fields,
  };
  const call = requestCall({ signal: controller.signal, controls: voice });
  const begin = () => read(sitOut(all, call, wait));
  const by = (): unknown[] =>
    all.notes.flatMap((note) => (note.type === 'wait-ended' ? [note.by] : []));
  const expectClean = (): void => {
    assert.equal(all.clock.pending, 0);
    assert.equal(voice.listeners, 0);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  };
  const losePoint = (): void => {
    isPointless = true;
    all.changes.ring();
  };
  return { ...all, controller, voice, call, wait, begin, by, expectClean, losePoint };
};

describe('waiting', () => {
  it('is shown with its end on both clocks, and ends by time', async () => {
    const { clock, begin, by, expectClean, notes } = setUp();
    const untilWallMs = clock.wallMs() + 5_000;
    const reading = begin();
    await clock.advance(4_999);
    assert.equal(reading.isOver, false);
    await clock.advance(1);
    const [shown, ended] = reading.events;
    assert.ok(shown?.type === 'waiting-until');
    assert.deepEqual(
      [shown.untilMs, shown.untilWallMs, shown.canSwitch],
      [5_000, untilWallMs, true],
    );
    assert.deepEqual(ended, { type: 'wait-ended', by: 'time' });
    assert.deepEqual([notes[0]?.type, by()], ['wait-started', ['time']]);
    expectClean();
  });

  it('is noted but not shown below a second', async () => {
    const { clock, begin, by } = setUp({ untilMs: 999 });
    const reading = begin();
    await clock.advance(999);
    assert.deepEqual([reading.isOver, reading.types, by()], [true, [], ['time']]);
  });

  it('never ends before its time, on a clock that counts in fractions', async () => {
    for (const startMs of [0.1, 997.345_953_064_666_2, 1e9 + 0.3]) {
      const { clock, call, wait, ...all } = setUp();
      await clock.advance(startMs);
      const untilMs = clock.nowMs() + 4_999.9;
      const reading = read(sitOut({ ...all, clock }, call, { ...wait, untilMs }));
      await clock.advance(5_001);
      assert.ok(reading.isOver);
    }
  });

  for (const control of ['try-now', 'switch'] as const) {
    it(`ends by ${control}`, async () => {
      const { voice, begin, by, expectClean } = setUp();
      const reading = begin();
      await drain();
      voice.say('continue');
      assert.deepEqual(by(), []);
      voice.say(control);
      await drain();
      assert.deepEqual([reading.isOver, by()], [true, [control]]);
      expectClean();
    });
  }

  it('cannot be hurried where hurrying makes no sense', async () => {
    const { clock, voice, begin, by } = setUp({ ends: ['switch'], reason: 'trial-running' });
    begin();
    await drain();
    voice.say('try-now');
    assert.deepEqual(by(), []);
    await clock.advance(5_000);
    assert.deepEqual(by(), ['time']);
  });

  it('ends by a change only when it has lost its point', async () => {
    const { changes, begin, by, losePoint, expectClean } = setUp();
    begin();
    await drain();
    changes.ring();
    assert.deepEqual(by(), []);
    losePoint();
    await drain();
    assert.deepEqual(by(), ['change']);
    expectClean();
  });

  it('ends by abort at once, noted from the listener', async () => {
    const { controller, begin, by, expectClean } = setUp();
    const reading = begin();
    await drain();
    controller.abort();
    assert.deepEqual(by(), ['abort']);
    expectClean();
    await drain();
    assert.equal(reading.kind, 'aborted');
  });

  it('does not begin when everything is over already', async () => {
    const { controller, begin, notes } = setUp();
    controller.abort();
    const reading = begin();
    await drain();
    assert.deepEqual([reading.kind, notes], ['aborted', []]);
  });

  it('leaves nothing behind when its reader leaves', async () => {
    const { call, wait, by, expectClean, ...all } = setUp();
    const stream = sitOut(all, call, wait);
    await stream.next();
    await stream.return('time');
    assert.deepEqual(by(), ['abort']);
    expectClean();
  });
});
