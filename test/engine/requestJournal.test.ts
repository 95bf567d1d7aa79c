// The outermost layer against a handler driven by hand: one end, noted from the listener, and
// nothing after it, however deaf the layers below are.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { RequestCall } from '../../src/core/index.ts';
import { requestJournalLayer } from '../../src/engine/requestJournal.ts';
import { A, byHand, failure, FINISH, ports, reasoning, read, requestCall, text } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = () => {
  const all = ports();
  const controller = new AbortController();
  const hand = byHand<RequestCall>();
  const deadlineAt = () => 99;
  const handler = requestJournalLayer({ ...all, deadlineAt })(hand.handler);
  const call = requestCall({ signal: controller.signal });
  const ends = () => all.notes.filter((note) => note.type === 'request-ended');
  const listeners = (): number => getEventListeners(controller.signal, 'abort').length;
  return {
    ...all,
    controller,
    hand,
    handler,
    call,
    begin: () => read(handler(call)),
    ends,
    listeners,
  };
};
const STARTED = { type: 'attempt-started', attemptId: 'r1.1', target: A, origin: 'first' } as const;

describe('request journal', () => {
  it('notes what was shown, and when', async () => {
    const { clock, hand, begin, notes, listeners } = setUp();
    begin();
    hand.emit(STARTED);
    hand.emit(reasoning('hm'));
    await clock.advance(10);
    hand.emit(text('four'));
    await clock.advance(10);
    hand.emit(FINISH);
    await drain();
    const of = { requestId: 'r1', turnId: 't1' };
    const started = {
      type: 'request-started',
      ...of,
      conversationId: 'c1',
      lane: 'chat',
      deadlineAtMs: 99,
    };
    assert.deepEqual(notes, [
      started,
      {
        type: 'request-ended',
        ...of,
        outcome: 'answered',
        durationMs: 20,
        shownChars: 4,
        target: A,
        firstShownMs: 10,
        finish: 'stop',
      },
    ]);
    assert.equal(listeners(), 0);
  });

  it('notes a failure with its error', async () => {
    const { hand, begin, ends } = setUp();
    const reading = begin();
    hand.fail(failure('server'));
    await drain();
    assert.equal(reading.kind, 'server');
    assert.deepEqual([ends()[0]?.outcome, ends()[0]?.error?.kind], ['failed', 'server']);
  });

  it('notes the end in the abort listener, rejects at once, and yields nothing more', async () => {
    const { controller, hand, begin, ends, listeners } = setUp();
    const reading = begin();
    hand.emit(text('x'));
    await drain();
    hand.emit(text('too late'));
    controller.abort();
    assert.equal(ends().length, 1);
    await drain();
    assert.deepEqual([reading.types, reading.kind], [['text-delta'], 'aborted']);
    assert.deepEqual([ends().length, ends()[0]?.outcome, listeners()], [1, 'cancelled', 0]);
  });

  it('rejects at once, though nothing below ever answers', async () => {
    const { controller, begin } = setUp();
    const reading = begin();
    await drain();
    controller.abort();
    await drain();
    assert.equal(reading.kind, 'aborted');
  });

  it('yields no event that was on its way when the person stopped', async () => {
    const { controller, clock, journal, call } = setUp();
    let send: (event: IteratorResult<ReturnType<typeof text>>) => void = () => {};
    const next = () => {
      const sent = new Promise<IteratorResult<ReturnType<typeof text>>>((resolve) => {
        send = resolve;
      });
      // When the event is there, and before the layer has seen it.
      void sent.then(() => controller.abort());
      return sent;
    };
    const source = { [Symbol.asyncIterator]: () => ({ next }) };
    const layer = requestJournalLayer({ clock, journal, deadlineAt: () => 99 });
    const reading = read(layer(() => source)(call));
    await drain();
    await drain();
    send({ done: false, value: text('too late') });
    await drain();
    assert.deepEqual([reading.types, reading.kind], [[], 'aborted']);
  });

  it('aborts its child first, so that attempts end before the request does', async () => {
    const { controller, hand, begin, notes } = setUp();
    begin();
    await drain();
    hand.calls[0]?.signal.addEventListener('abort', () =>
      notes.push({ type: 'wait-ended', requestId: 'r1', turnId: 't1', by: 'abort' }),
    );
    controller.abort();
    assert.deepEqual(
      notes.map(({ type }) => type),
      ['request-started', 'wait-ended', 'request-ended'],
    );
  });

  it('asks nobody for a request that was cancelled before it began', async () => {
    const { controller, hand, begin, ends } = setUp();
    controller.abort();
    const reading = begin();
    await drain();
    assert.deepEqual([reading.kind, hand.calls.length, ends().length], ['aborted', 0, 1]);
  });

  it('takes a reader who leaves for a cancel', async () => {
    const { hand, handler, call, ends, listeners } = setUp();
    const stream = handler(call)[Symbol.asyncIterator]();
    hand.emit(text('x'));
    await stream.next();
    await stream.return?.();
    await drain();
    assert.deepEqual([ends()[0]?.outcome, hand.calls[0]?.signal.aborted], ['cancelled', true]);
    assert.deepEqual([hand.live, listeners()], [0, 0]);
  });

  it('lets nothing but a ChatError out, and an end without an end is a bug', async () => {
    for (const act of ['throw', 'end'] as const) {
      const { hand, begin, ends } = setUp();
      const reading = begin();
      if (act === 'throw') hand.fail(new TypeError('bug'));
      else hand.end();
      await drain();
      assert.deepEqual([reading.kind, ends()[0]?.outcome], ['rejected', 'failed']);
    }
  });
});
