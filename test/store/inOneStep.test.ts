/*
 * All or nothing, and the first complaint is the one that is heard.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { inOneStep } from '../../src/store/inOneStep.ts';
import { troubleOf } from '../../src/store/sqliteErrors.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/inOneStep', ({ DatabaseSync }) => {
  it('does all of it, or nothing', () => {
    const db = new DatabaseSync(':memory:');
    db.exec('CREATE TABLE t (x)');
    const put = (x: number) => db.prepare('INSERT INTO t VALUES (?)').run(x);
    assert.equal(
      inOneStep(db, () => Number(put(1).changes)),
      1,
    );
    const failing = (): void =>
      inOneStep(db, () => {
        put(2);
        throw new Error('no');
      });
    assert.throws(failing, /^Error: no$/);
    assert.deepEqual(db.prepare('SELECT count(*) AS n FROM t').get()?.['n'], 1);
    assert.equal(db.isTransaction, false);
    db.close();
  });

  it('says that the disk is full, though SQLite has ended the transaction by itself', () => {
    const db = new DatabaseSync(':memory:');
    db.exec('CREATE TABLE t (x)');
    db.exec('PRAGMA max_page_count = 8');
    const fill = (): void =>
      inOneStep(db, () => {
        const put = db.prepare('INSERT INTO t VALUES (zeroblob(3000))');
        for (let i = 0; i < 99; i += 1) put.run();
      });
    assert.throws(fill, (error) => troubleOf(error) === 'full');
    assert.equal(db.isTransaction, false);
    inOneStep(db, () => db.exec('INSERT INTO t VALUES (1)'));
    db.close();
  });
});
