// One attempt against a handler driven by hand: one beginning, one end, and the stream's law.

import assert from 'node:assert/strict';
import type { FinishReason, TargetCall } from '../../src/core/index.ts';
import { attemptLayer } from '../../src/engine/attempt.ts';
import {
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

const setUp = () => {
  const all = ports();
  const controller = new AbortController();
  const hand = byHand<TargetCall>();
  const handler = attemptLayer(all)(hand.handler);
  const call = targetCall({ signal: controller.signal });
  const ends = () => all.notes.filter((note) => note.type === 'attempt-ended');
  return { ...all, controller, hand, handler, call, begin: () => read(handler(call)), ends };
};

describe('attempt', () => {
  it('notes that sealed reasoning stayed behind, once, and passes the word on', async () => {
    const { hand, notes, begin } = setUp();
    const reader = begin();
    hand.emit(HEADERS);
    hand.emit({ type: 'reasoning-left-out' });
    await drain();
    const noted = notes.filter((note) => note.type === 'reasoning-left-out');
    assert.deepEqual(
      noted.map(({ attemptId, target }) => [attemptId, target.providerId]),
      [['r1.1', 'a']],
    );
    assert.ok(reader.events.some((event) => event.type === 'reasoning-left-out'));
  });

  it('notes its whole story', async () => {
    const { clock, hand, begin, notes } = setUp();
    begin();
    await clock.advance(10);
    hand.emit({ ...HEADERS, vendorRequestId: 'v1' } as typeof HEADERS);
    await clock.advance(10);
    hand.emit({ type: 'model-named', model: 'm-2', fingerprint: 'f' });
    hand.emit(reasoning('hm'));
    await clock.advance(10);
    hand.emit(text('four'));
    hand.emit({ type: 'usage', usage: { inputTokens: 3, outputTokens: 1 } });
    hand.emit(FINISH);
    await drain();
    const of = {
      requestId: 'r1',
      turnId: 't1',
      attemptId: 'r1.1',
      target: { providerId: 'a', modelId: 'm' },
    };
    assert.deepEqual(notes, [
      { type: 'attempt-started', ...of, origin: 'first' },
      { type: 'response-started', ...of, status: 200, vendorRequestId: 'v1', afterMs: 10 },
      { type: 'first-progress', ...of, afterMs: 20, what: 'reasoning' },
      {
        type: 'attempt-ended',
        ...of,
        outcome: 'finished',
        origin: 'first',
        durationMs: 30,
        firstProgressMs: 20,
        textChars: 4,
        usage: { inputTokens: 3, outputTokens: 1 },
        model: 'm-2',
        fingerprint: 'f',
        finish: 'stop',
      },
    ]);
  });

  it('notes a prompt whose beginning was left out, and passes the word on', async () => {
    const { hand, begin, notes } = setUp();
    const reading = begin();
    await drain();
    const cut = { readTokens: 10, estimatedTokens: 90, windowTokens: 16 };
    hand.emit(text('four'));
    hand.emit({ type: 'prompt-cut', ...cut });
    hand.emit(FINISH);
    await drain();
    const note = notes.find(({ type }) => type === 'prompt-cut');
    assert.deepEqual(note, {
      type: 'prompt-cut',
      ...cut,
      requestId: 'r1',
      turnId: 't1',
      attemptId: 'r1.1',
      target: { providerId: 'a', modelId: 'm' },
    });
    assert(reading.events.some(({ type }) => type === 'prompt-cut'));
  });

  it('calls bytes without an end truncated (Portkey-AI/gateway#1797)', async () => {
    const { hand, begin, ends } = setUp();
    const reading = begin();
    hand.emit(text('half'));
    hand.end();
    await drain();
    assert.equal(reading.kind, 'truncated');
    assert.equal(ends().length, 1);
  });

  for (const reason of ['stop', 'tool-calls', 'unknown', 'length', 'filtered', 'pause'] as const) {
    const isEmpty = ['stop', 'tool-calls', 'unknown'].includes(reason satisfies FinishReason);
    it(`finds ${isEmpty ? 'an answer empty' : 'nothing wrong'} at ${reason} without a word`, async () => {
      const { hand, begin } = setUp();
      const reading = begin();
      hand.emit(reasoning('only thoughts'));
      hand.emit({ type: 'finish', reason });
      await drain();
      assert.equal(reading.kind, isEmpty ? 'empty' : undefined);
      assert.equal(reading.types.includes('finish'), !isEmpty);
    });
  }

  it('reads nothing after the end (law 1)', async () => {
    const { hand, begin, ends } = setUp();
    const reading = begin();
    for (const event of [text('x'), FINISH, text('late'), FINISH]) hand.emit(event);
    await drain();
    assert.deepEqual(reading.types, ['attempt-started', 'text-delta', 'finish']);
    assert.deepEqual([hand.live, ends().length], [0, 1]);
  });

  it('makes a foreign exception `cut`, its cause kept', async () => {
    const { hand, begin } = setUp();
    const reading = begin();
    const cause = new RangeError('adapter bug');
    hand.fail(cause);
    await drain();
    assert.equal(reading.kind, 'cut');
    assert.equal((reading.error as Error).cause, cause);
  });

  it('notes the end of a cancelled attempt from the listener, once', async () => {
    const { controller, hand, begin, ends } = setUp();
    const reading = begin();
    hand.emit(text('x'));
    await drain();
    controller.abort();
    assert.equal(ends().length, 1);
    hand.fail(failure('server'));
    await drain();
    assert.deepEqual([reading.kind, ends().length], ['aborted', 1]);
    assert.match(JSON.stringify(ends()), /"outcome":"aborted"/);
  });

  it('notes the end when its reader leaves', async () => {
    const { handler, call, ends } = setUp();
    const stream = handler(call)[Symbol.asyncIterator]();
    await stream.next();
    await stream.return?.();
    assert.equal(ends().length, 1);
  });
});
