// The breaker layer against a handler driven by hand: leave is asked, outcomes are told, a cancel
// gives the permit back from the listener itself.

import assert from 'node:assert/strict';
import type { TargetCall } from '../../src/core/index.ts';
import { BREAKER_REFUSED, breakerLayer, type BreakerLayerDeps } from '../../src/engine/breaker.ts';
import { createBreakerBook } from '../../src/engine/breakerBook.ts';
import { DEFAULT_BREAKER_OPTIONS, type BreakerOptions } from '../../src/engine/options/breaker.ts';
import { A, byHand, failure, FINISH, ports, reasoning, read, targetCall, text } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (
  failures = 2,
  more: Partial<BreakerLayerDeps> = {},
  breaker: Partial<BreakerOptions> = {},
) => {
  const all = ports();
  const figures = { rule: 'consecutive', failures, openMs: 100, ...breaker } as const;
  const options = () => ({ ...DEFAULT_BREAKER_OPTIONS, ...figures });
  const book = createBreakerBook({ ...all, options });
  const hand = byHand<TargetCall>();
  return { ...all, book, hand, handler: breakerLayer({ ...all, book, ...more })(hand.handler) };
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
    book.claim(A)?.failed(failure('server'));
    const reading = read(handler(targetCall()));
    await drain();
    assert.equal(reading.kind, 'rejected');
    assert.equal((reading.error as Error).cause, BREAKER_REFUSED);
    assert.equal(hand.calls.length, 0);
  });

  it('closes on the first sign of progress of a trial', async () => {
    const { book, hand, handler } = setUp(1);
    book.claim(A)?.failed(failure('server'));
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
    book.claim(A)?.failed(failure('server'));
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
    book.claim(A)?.failed(failure('server'));
    const stream = handler(targetCall({ trial: 'live' }))[Symbol.asyncIterator]();
    hand.emit({ type: 'alive' });
    await stream.next();
    await stream.return?.();
    assert.equal(book.of(A).state, 'open');
    assert.equal(hand.live, 0);
  });

  it('takes a first token that comes three times too late for half a failure', async () => {
    for (const [tookMs, score] of [
      [3_000, 0],
      [3_001, 1.5],
    ] as const) {
      const learned = { learnedP99Ms: () => 1_000 };
      const { book, clock, hand, handler } = setUp(2, learned, { rule: 'sequential' });
      read(handler(targetCall()));
      await clock.advance(tookMs);
      hand.emit(text('x'));
      hand.emit(text('y'));
      hand.emit(FINISH);
      hand.end();
      await drain();
      assert.equal(Math.round(book.of(A).tally.score * 10) / 10, score);
    }
  });

  it('tells whoever probes of failures, of slow first tokens and of a person who gave up', async () => {
    const heard: string[] = [];
    const doubt: BreakerLayerDeps['doubt'] = ({ requestId }, why) =>
      heard.push(`${requestId} ${why}`);
    const setting = { doubt, learnedP99Ms: () => 2_000 };
    const { clock, hand, handler } = setUp(9, setting, { rule: 'sequential' });
    const ask = (requestId: string, fields: Partial<TargetCall> = {}) =>
      read(handler(targetCall({ requestId, ...fields })));
    ask('weighs');
    hand.fail(failure('server'));
    await drain();
    ask('weighs nothing');
    hand.fail(failure('invalid'));
    await drain();
    const [early, late] = [new AbortController(), new AbortController()];
    ask('late', { signal: late.signal });
    await clock.advance(1_000);
    ask('early', { signal: early.signal });
    await clock.advance(1_500);
    early.abort();
    late.abort();
    assert.deepEqual(heard, ['weighs failed', 'late stopped']);
  });
});
