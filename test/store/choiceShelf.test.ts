/*
 * Choices in the file; what every store must do with them stands in the contract of the turns.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { choiceShelf } from '../../src/store/choiceShelf.ts';
import { prepareDatabase } from '../../src/store/turnSchema.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/choiceShelf', ({ DatabaseSync }) => {
  it('keeps one choice for each conversation, and one that cannot be read is the strictest', () => {
    const db = new DatabaseSync(':memory:');
    prepareDatabase(db);
    const shelf = choiceShelf(db);
    assert.equal(shelf.of('c'), undefined);
    shelf.keep('c', { tier: 'any', localOnly: false });
    shelf.keep('c', { tier: 'trusted', localOnly: false });
    shelf.keep('d', { tier: 'any', localOnly: true });
    assert.deepEqual(shelf.of('c'), { tier: 'trusted', localOnly: false });
    db.exec("UPDATE choices SET choice = '{' WHERE conversation_id = 'c'");
    assert.deepEqual(shelf.of('c'), { tier: 'local', localOnly: true });
    shelf.remove('c');
    assert.equal(shelf.of('c'), undefined);
    assert.deepEqual(shelf.of('d'), { tier: 'any', localOnly: true });
    db.close();
  });
});
