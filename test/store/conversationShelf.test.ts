/*
 * Conversations of the file beyond what every store must do: thousands of them, and rows that cannot
 * be read. Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { conversationShelf } from '../../src/store/conversationShelf.ts';
import { prepareDatabase } from '../../src/store/turnSchema.ts';
import { turnToText } from '../../src/store/turnText.ts';
import { wordsOf } from '../../src/store/turnWords.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/conversationShelf', ({ DatabaseSync }) => {
  const open = () => {
    const db = new DatabaseSync(':memory:');
    prepareDatabase(db);
    const put = db.prepare('INSERT INTO turns VALUES (?, ?, ?, ?, ?)');
    const add = (id: string, atMs: number, text: string, words = ''): void => {
      put.run(`turn of ${id} at ${atMs}`, id, atMs, text, words);
    };
    return { db, add, shelf: conversationShelf(db) };
  };

  it('lists five hundred at most, the latest first, and finds the oldest all the same', () => {
    const { add, shelf } = open();
    for (let n = 0; n < 700; n += 1) {
      const one = turn(`t${n}`, { question: `Number <${n}>` });
      add(`talk ${n}`, n, turnToText(one), wordsOf(one));
    }
    const listed = shelf.list({});
    assert.deepEqual([listed.length, listed[0]?.title], [500, 'Number <699>']);
    assert.deepEqual(
      shelf.list({ words: '<0>' }).map(({ conversationId }) => conversationId),
      ['talk 0'],
    );
    assert.equal(shelf.list({ words: 'number', limit: 20 }).length, 20);
  });

  it('lists a conversation whose turns cannot be read, without a title', () => {
    const { add, shelf } = open();
    add('torn', 1, '{"v":1,');
    const [one] = shelf.list({});
    assert.deepEqual([one?.title, one?.turnCount], ['', 1]);
    assert.deepEqual(shelf.list({ words: 'v' }), []);
  });
});
