// The lock book: what only the person can mend is not asked again, for an hour or until put right.

import assert from 'node:assert/strict';
import { dispositionOf, ERROR_KINDS } from '../../src/core/index.ts';
import { createLockBook } from '../../src/engine/lockBook.ts';
import { A, B, failure, ports } from './byHand.ts';

const A2 = { providerId: 'a', modelId: 'other' };

describe('lock book', () => {
  it('locks what the table says, and nothing else', () => {
    for (const kind of ERROR_KINDS) {
      const book = createLockBook(ports());
      book.failed(A, failure(kind));
      const { lock } = dispositionOf(kind);
      assert.equal(book.inForce(A) !== undefined, lock !== 'none', kind);
      assert.equal(book.inForce(A2) !== undefined, lock === 'account', kind);
      assert.equal(book.inForce(B), undefined);
    }
  });

  it('leaves other models of an account open (opencode-go-multi-auth#6)', () => {
    const book = createLockBook(ports());
    book.failed(A, failure('model-gone'));
    assert.equal(book.inForce(A2), undefined);
  });

  it('ends after an hour', async () => {
    const { clock, ...rest } = ports();
    const book = createLockBook({ clock, ...rest });
    book.failed(A, failure('auth'));
    await clock.advance(3_599_999);
    assert.ok(book.inForce(A));
    await clock.advance(1);
    assert.equal(book.inForce(A), undefined);
  });

  it('ends by hand, and both are told with their reason', () => {
    const all = ports();
    const book = createLockBook(all);
    book.failed(A, failure('quota'));
    book.lift({ providerId: 'a' });
    assert.equal(book.inForce(A), undefined);
    const scope = { providerId: 'a' };
    const error = { kind: 'quota', message: 'quota.', origin: 'remote' };
    assert.deepEqual(all.notes, [
      {
        type: 'lock-changed',
        scope,
        locked: true,
        why: 'quota: quota.',
        untilMs: 3_600_000,
        error,
      },
      { type: 'lock-changed', scope, locked: false, why: 'put right by hand' },
    ]);
  });
});
