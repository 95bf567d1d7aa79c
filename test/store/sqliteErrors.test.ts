/*
 * What a person is told for each trouble: the file, and something that helps.
 */
import assert from 'node:assert/strict';
import { complaintOf, storeError, troubleOf } from '../../src/store/sqliteErrors.ts';

const thrown = (errcode: number) => Object.assign(new Error('as SQLite says'), { errcode });

describe('store/sqliteErrors', () => {
  const codes: [number, string][] = [
    [5, 'busy'],
    [261, 'busy'], // SQLITE_BUSY_RECOVERY
    [517, 'busy'], // SQLITE_BUSY_SNAPSHOT
    [6, 'busy'],
    [8, 'read-only'],
    [11, 'damaged'],
    [267, 'damaged'], // SQLITE_CORRUPT_VTAB
    [13, 'full'],
    [14, 'unopenable'],
    [26, 'damaged'],
    [1, 'other'],
    [10, 'moved'],
  ];
  for (const [code, trouble] of codes) {
    it(`${code}: ${trouble}`, () => {
      assert.equal(troubleOf(thrown(code)), trouble);
      const { what, remedy } = complaintOf(thrown(code), '/store/steadfast.db');
      assert.match(what, /\/store\/steadfast\.db/);
      assert.match(remedy, /^[A-Z].*\.$/);
    });
  }

  it('anything else is other, and keeps its words', () => {
    assert.equal(troubleOf('a string'), 'other');
    assert.equal(troubleOf(new Error('EPERM: mkdir')), 'other');
    const error = storeError(new Error('EPERM: mkdir'), 'a.db');
    assert.match(error.message, /^a\.db cannot be used: EPERM: mkdir\. See that the folder/);
  });
});
