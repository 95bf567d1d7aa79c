// The pause book: a server's delay is kept whole, the longest wins, and none lasts beyond a day.

import assert from 'node:assert/strict';
import { asksForPause, createPauseBook } from '../../src/engine/pauseBook.ts';
import { A, B, failure, ports } from './byHand.ts';

const A2 = { providerId: 'a', modelId: 'other' };

const setUp = () => {
  const all = ports();
  const book = createPauseBook(all);
  const restMs = (target = A): number =>
    (book.inForce(target)?.untilMs ?? all.clock.nowMs()) - all.clock.nowMs();
  return { ...all, book, restMs };
};
const limit = (retryAfterMs?: number) =>
  failure('rate-limit', retryAfterMs === undefined ? {} : { retryAfterMs });

describe('pause book', () => {
  it('holds the whole account for a rate limit, one target for an ill one', async () => {
    const { book, clock, restMs } = setUp();
    book.failed(A, limit(20_000));
    assert.deepEqual([restMs(A), restMs(A2), restMs(B)], [20_000, 20_000, 0]);
    book.failed(B, failure('server', { retryAfterMs: 3_000 }));
    assert.equal(restMs(B), 3_000);
    assert.equal(restMs({ providerId: 'b', modelId: 'other' }), 0);
    await clock.advance(20_000);
    assert.deepEqual([book.inForce(A), book.inForce(B)], [undefined, undefined]);
  });

  it('lets the longest delay win (BerriAI/litellm#40130: a later one kept the first end)', () => {
    const { book, restMs } = setUp();
    book.failed(A, limit(5_000));
    book.failed(A, limit(60_000));
    assert.equal(restMs(), 60_000);
    book.failed(A, limit(1_000));
    assert.equal(restMs(), 60_000);
  });

  it('takes refusals that come together without a delay for one, and doubles for later ones', async () => {
    const { book, clock, restMs } = setUp();
    for (let n = 0; n < 50; n += 1) book.failed(A, limit());
    assert.equal(restMs(), 5_000);
    assert.equal(book.inForce(A)?.isGuess, true);
    await clock.advance(5_000);
    for (let n = 0; n < 50; n += 1) book.failed(A, limit());
    assert.equal(restMs(), 10_000);
    book.failed(A, limit(60_000));
    assert.equal(book.inForce(A)?.isGuess, false);
  });

  it('counts whichever ends last, the target’s or its account’s', () => {
    const { book, restMs } = setUp();
    book.failed(A, failure('server', { retryAfterMs: 30_000 }));
    book.failed(A, limit(10_000));
    assert.deepEqual([restMs(A), restMs(A2)], [30_000, 10_000]);
  });

  it('honours what the server says and not a fraction of it (litellm#20722)', () => {
    const { book, restMs, notes } = setUp();
    book.failed(A, limit(12_000));
    assert.equal(restMs(), 12_000);
    assert.deepEqual(notes, [
      {
        type: 'pause-changed',
        scope: { providerId: 'a' },
        untilMs: 12_000,
        why: 'the server asks for 12 s',
      },
    ]);
  });

  it('obeys no more than a day (langwatch#7027), and takes absurd values for no hint', () => {
    const { book, restMs } = setUp();
    book.failed(A, limit(1e12));
    assert.equal(restMs(), 86_400_000);
    for (const absurd of [0, -5_000, NaN]) {
      const other = setUp();
      other.book.failed(A, limit(absurd));
      assert.equal(other.restMs(), 5_000);
    }
  });

  it('doubles from 5 s to 5 min without a hint, until a success', async () => {
    const { book, clock, restMs } = setUp();
    const seen: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      book.failed(A, limit());
      seen.push(restMs() / 1000);
      await clock.advance(restMs());
    }
    assert.deepEqual(seen, [5, 10, 20, 40, 80, 160, 300, 300]);
    book.succeeded(A, clock.nowMs());
    book.failed(A, limit());
    assert.equal(restMs(), 5_000);
  });

  it('is not soothed by an answer that was under way before the refusal', async () => {
    const { book, clock, restMs } = setUp();
    await clock.advance(10);
    book.failed(A, limit());
    await clock.advance(5_000);
    book.succeeded(A, 0);
    book.failed(A, limit());
    assert.equal(restMs(), 10_000);
  });

  it('ends with an answer to a question that was sent all the same, and tells it', async () => {
    const { book, clock, notes } = setUp();
    book.failed(A, limit(20_000));
    await clock.advance(1_000);
    book.succeeded(A, 500);
    assert.equal(book.inForce(A), undefined);
    const why = 'it answered when it was asked all the same';
    assert.deepEqual(notes.at(-1), { type: 'pause-changed', scope: { providerId: 'a' }, why });
  });

  it('is lifted by hand, tells it, and rings the bell', () => {
    const { book, changes, notes } = setUp();
    let rung = 0;
    changes.on(() => void (rung += 1));
    book.failed(A, limit(20_000));
    book.lift({ target: B });
    assert.ok(book.inForce(A));
    book.lift({ target: A });
    assert.equal(book.inForce(A), undefined);
    assert.equal(rung, 2);
    const why = 'put right by hand';
    assert.deepEqual(notes.at(-1), { type: 'pause-changed', scope: { providerId: 'a' }, why });
  });

  it('asks for no pause on plain failures, and none on our own', () => {
    assert.ok(!asksForPause(failure('server')));
    assert.ok(asksForPause(failure('loading')));
    assert.ok(!asksForPause(failure('budget', { origin: 'local', retryAfterMs: 5_000 })));
  });
});
