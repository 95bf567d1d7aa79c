// The breaker layer against a handler driven by hand: leave is asked, outcomes are told, a cancel
// gives the permit back from the listener itself.

import assert from 'node:assert/strict';
import type { TargetCall } from '../../src/core/index.ts';
import { BREAKER_REFUSED, breakerLayer } from '../../src/engine/breaker.ts';
import { createBreakerBook } from '../../src/engine/breakerBook.ts';
import { A, byHand, failure, FINISH, ports, reasoning, read, targetCall, text } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (failures = 2) => {
  const all = ports();
  const options = () => ({ rule: 'consecutive', failures, openMs: 100 }) as const;
  const book = createBreakerBook({ ...all, options });
  const hand = byHand<TargetCall>();
  return { ...all, book, hand, handler: breakerLayer(book)(hand.handler) };
};

describe('breaker layer', () => {
  it('passes everything through and counts failures of attempts', async () => {
    const { book, hand, handler } = setUp();
    for (const kind of ['server', 'stall'] as const) {
      const reading = read(handler(targetCall()));
      hand.emit(text('x'));
      hand.fail(failure(kind));
      await drain();
      assert.deepEqual([reading.types, reading.kind], [['text-delta'], kind]);
    }
    assert.equal(book.of(A).state, 'open');
  });

  it('refuses with a mark while open, and asks nobody', async () => {
    const { book, hand, handler } = setUp(1);
    book.claim(A, undefined)?.failed(failure('server'));
    const reading = read(handler(targetCall()));
    await drain();
    assert.equal(reading.kind, 'rejected');
    assert.equal((reading.error as Error).cause, BREAKER_REFUSED);
    assert.equal(hand.calls.length, 0);
  });

  it('closes on the first sign of progress of a trial', async () => {
    const { book, hand, handler } = setUp(1);
    book.claim(A, undefined)?.failed(failure('server'));
    read(handler(targetCall({ trial: 'live' })));
    await drain();
    assert.equal(book.of(A).state, 'half-open');
    hand.emit(reasoning('hm'));
    await drain();
    assert.equal(book.of(A).state, 'closed');
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.equal(book.of(A).tally.failures, 0);
  });

  it('gives the trial back from the abort listener, though nothing below reacts (law 3)', async () => {
    const { book, handler } = setUp(1);
    book.claim(A, undefined)?.failed(failure('server'));
    const controller = new AbortController();
    read(handler(targetCall({ trial: 'live', signal: controller.signal })));
    await drain();
    controller.abort();
    assert.equal(book.of(A).state, 'open');
  });

  it('counts no failure that comes after a cancel (law 5)', async () => {
    const { book, hand, handler } = setUp(1);
    const controller = new AbortController();
    read(handler(targetCall({ signal: controller.signal })));
    await drain();
    controller.abort();
    hand.fail(failure('cut'));
    await drain();
    assert.equal(book.of(A).state, 'closed');
  });

  it('gives the permit back when the reader leaves', async () => {
    const { book, hand, handler } = setUp(1);
    book.claim(A, undefined)?.failed(failure('server'));
    const stream = handler(targetCall({ trial: 'live' }))[Symbol.asyncIterator]();
    hand.emit({ type: 'alive' });
    await stream.next();
    await stream.return?.();
    assert.equal(book.of(A).state, 'open');
    assert.equal(hand.live, 0);
  });
});
