// A pause as another window reads it: what is left of it, its end, and what is no pause at all.

import assert from 'node:assert/strict';
import { createPauseBook } from '../../src/engine/pauseBook.ts';
import { pauseOf } from '../../src/engine/pauseKeep.ts';
import { A, failure, ports } from './byHand.ts';

const setUp = () => {
  const all = ports();
  const book = createPauseBook(all);
  return { ...all, book };
};
const paused = (retryAfterMs: number) => {
  const one = setUp();
  one.book.failed(A, failure('rate-limit', { retryAfterMs, status: 429 }));
  return one;
};
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('pause records', () => {
  it('bring the pause to another window, with its cause and what is left of it', async () => {
    const one = paused(60_000);
    const two = setUp();
    await two.clock.advance(10_000);
    two.book.learn([sent(one.book.records()[0])]);
    const known = two.book.inForce(A);
    assert.equal(known?.untilMs, 60_000);
    assert.equal(known?.why, 'the server asks for 60 s');
    assert.deepEqual([known?.error.kind, known?.error.status], ['rate-limit', 429]);
    assert.deepEqual(two.types(), ['pause-changed']);
    await two.clock.advance(50_000);
    assert.deepEqual([two.book.inForce(A), two.book.records()], [undefined, []]);
  });

  it('never shorten one, and end it where it ended there', () => {
    const two = paused(60_000);
    const [shorter] = paused(20_000).book.records();
    two.book.learn([shorter]);
    assert.equal(two.book.inForce(A)?.untilMs, 60_000);
    two.book.learn([{ ...shorter, untilWallMs: 0 }]);
    assert.equal(two.book.inForce(A), undefined);
    assert.deepEqual(two.types(), ['pause-changed', 'pause-changed']);
  });

  it('hold nobody longer than a day, whatever they say', () => {
    const { book } = setUp();
    book.learn([{ ...paused(1).book.records()[0], untilWallMs: 1e15 }]);
    assert.equal(book.inForce(A)?.untilMs, 86_400_000);
  });

  it('that cannot be read are left out', () => {
    const { clock, book } = paused(60_000);
    const [whole] = book.records();
    assert.notEqual(pauseOf(whole, clock), undefined);
    const broken = Object.keys(whole as object).flatMap((field) =>
      [undefined, null, -1, Number.NaN, {}, 'x'].map((value) => ({ ...whole, [field]: value })),
    );
    const read = broken.filter((record) => pauseOf(record, clock) !== undefined);
    assert.deepEqual(
      read.map(({ why }) => why),
      ['x'],
    );
    const error = { kind: 'nonsense', message: '', origin: 'remote' };
    for (const bad of [null, 'x', 7, [], { ...whole, error }])
      assert.equal(pauseOf(bad, clock), undefined);
  });
});
