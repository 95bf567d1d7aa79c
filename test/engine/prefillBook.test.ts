import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type Known } from '../../src/core/index.ts';
import { createPrefillBook } from '../../src/engine/prefillBook.ts';
import { A, B } from './byHand.ts';

const catalog = (prefill: Known) => ({ get: () => ({ ...UNKNOWN_FACTS, prefill }) });

describe('prefillBook', () => {
  it('takes only a plain yes for one', () => {
    assert.ok(createPrefillBook(catalog('yes')).isTaken(A));
    assert.ok(!createPrefillBook(catalog('no')).isTaken(A));
    assert.ok(!createPrefillBook(catalog('unknown')).isTaken(A));
    assert.ok(!createPrefillBook(undefined).isTaken(A));
  });

  it('remembers who refused, and nobody else for it', () => {
    const book = createPrefillBook(catalog('yes'));
    book.refused(A);
    assert.deepEqual([book.isTaken(A), book.isTaken(B)], [false, true]);
  });
});
