/*
 * The sink of a decoder: events in order, and one end that stays.
 */
import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/index.ts';
import { createSink } from '../../../src/providers/body/decoding.ts';

describe('a sink', () => {
  it('hands events out once, in order', () => {
    const sink = createSink();
    sink.emit({ type: 'text-delta', text: 'a' });
    sink.emit({ type: 'alive' });
    assert.deepEqual(
      sink.take().map((event) => event.type),
      ['text-delta', 'alive'],
    );
    assert.deepEqual(sink.take(), []);
  });

  it('ends once: open, tail, over', () => {
    const sink = createSink();
    sink.enterTail();
    assert.equal(sink.phase, 'tail');
    sink.finish();
    sink.enterTail();
    sink.fail(new ChatError({ kind: 'cut', message: 'x' }));
    assert.deepEqual([sink.phase, sink.failure], ['over', undefined]);
  });

  it('is open again where the end was none, but never once it is over', () => {
    const sink = createSink();
    sink.leaveTail();
    sink.enterTail();
    sink.leaveTail();
    assert.equal(sink.phase, 'open');
    sink.finish();
    sink.leaveTail();
    assert.equal(sink.phase, 'over');
  });

  it('keeps its first failure', () => {
    const sink = createSink();
    const first = new ChatError({ kind: 'cut', message: 'x' });
    sink.fail(first);
    sink.fail(new ChatError({ kind: 'empty', message: 'y' }));
    assert.equal(sink.failure, first);
  });
});
