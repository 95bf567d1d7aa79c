/*
 * Measured heights stay with their turns wherever those go; what was never measured is guessed.
 */
import assert from 'node:assert/strict';
import { longConversation } from '../../bench/conversation.ts';
import { HeightBook } from '../../../src/webview/list/heightBook.ts';
import { answer, text, turn } from '../views.ts';

const all = (book: HeightBook): number[] =>
  Array.from({ length: book.count }, (_, index) => book.at(index));

describe('heightBook', () => {
  it('guesses from the words and the width, and never nothing', () => {
    const book = new HeightBook();
    const long = { ...turn('Q', answer({ blocks: [text('word '.repeat(2_000))] })), turnId: 'l' };
    book.sync([turn('Q'), long]);
    assert.ok(book.at(0) > 0);
    assert.ok(book.at(1) > 10 * book.at(0));
    const before = book.at(1);
    book.setWidth(200);
    assert.ok(book.at(1) > before);
    assert.equal(book.at(7), 0);
  });

  it('keeps what was measured when turns come above, below, or leave', () => {
    const turns = longConversation(20);
    const book = new HeightBook();
    book.sync(turns.slice(10));
    book.learn(0, 111);
    book.learn(9, 999);
    book.sync(turns);
    assert.deepEqual([book.at(10), book.at(19)], [111, 999]);
    book.sync(turns.filter((_, index) => index !== 12));
    assert.deepEqual([book.at(10), book.at(18)], [111, 999]);
    book.sync(turns);
    assert.deepEqual([book.at(10), book.at(19)], [111, 999]);
  });

  it('a turn that changed keeps its last height until it is measured again', () => {
    const turns = longConversation(3);
    const book = new HeightBook();
    book.sync(turns);
    book.learn(1, 500);
    const grown = turns.map((one, index) => (index === 1 ? { ...one, question: 'Longer' } : one));
    book.sync(grown);
    assert.equal(book.at(1), 500);
    book.learn(1, 600);
    assert.equal(book.at(1), 600);
    book.learn(44, 5);
    assert.equal(book.count, 3);
  });

  it('forgets what was measured in another width', () => {
    const turns = longConversation(3);
    const book = new HeightBook();
    book.setWidth(400);
    book.sync(turns);
    const guessed = all(book);
    book.learn(1, 5_000);
    book.setWidth(400);
    assert.equal(book.at(1), 5_000);
    book.setWidth(401);
    book.setWidth(400);
    assert.deepEqual(all(book), guessed);
  });

  it('forgets turns that are long gone', () => {
    const book = new HeightBook();
    for (let n = 0; n < 50; n += 1) {
      const turns = longConversation(10, n).map((one) => ({
        ...one,
        turnId: `${n} ${one.turnId}`,
      }));
      book.sync(turns);
      for (let index = 0; index < 10; index += 1) book.learn(index, 77);
    }
    const early = longConversation(10, 0).map((one) => ({ ...one, turnId: `0 ${one.turnId}` }));
    book.sync(early);
    assert.ok(all(book).every((height) => height !== 77));
  });
});
