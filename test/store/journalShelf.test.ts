/*
 * Journals in the file: read by many ids at once, what is damaged left out. Needs node:sqlite.
 */
import assert from 'node:assert/strict';
import { journalShelf } from '../../src/store/journalShelf.ts';
import { prepareDatabase } from '../../src/store/turnSchema.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/journalShelf', ({ DatabaseSync }) => {
  it('gives those that can be read, of the turns that are asked for', () => {
    const db = new DatabaseSync(':memory:');
    prepareDatabase(db);
    const shelf = journalShelf(db);
    const journal = { events: [], leftOut: 1, costs: {} };
    shelf.put('a', JSON.stringify({ v: 1, ...journal }));
    shelf.put('b', '{"v":1,"eve');
    shelf.put('c', JSON.stringify({ v: 1, ...journal, leftOut: 2 }));
    shelf.put('c', JSON.stringify({ v: 1, ...journal, leftOut: 3 }));
    const found = Object.fromEntries(shelf.of(['a', 'b', 'c', 'd']));
    assert.deepEqual(found, { a: journal, c: { ...journal, leftOut: 3 } });
    assert.equal(shelf.of([]).size, 0);
    db.close();
  });
});
