// A change of one place, and the same change once the text has changed around it.

import assert from 'node:assert/strict';
import { moved, spliced } from '../../../src/host/code/splice.ts';

describe('a change of one place', () => {
  const before = 'one\ntwo\nthree\n';
  const change = { from: 4, to: 7, text: '2' };

  it('is made where it belongs', () => assert.equal(spliced(before, change), 'one\n2\nthree\n'));

  it('moves with the lines that it was made for', () => {
    const now = 'zero\none\ntwo\nthree\n';
    const found = moved(before, now, change);
    assert.ok(found !== undefined);
    assert.equal(spliced(now, found), 'zero\none\n2\nthree\n');
    assert.equal(moved(before, before, change), change);
  });

  it('is given up where its place is gone, there twice, or was nothing', () => {
    assert.equal(moved(before, 'one\nTWO\nthree\n', change), undefined);
    assert.equal(moved(before, 'two\none\ntwo\n', change), undefined);
    assert.equal(moved('a\n\nb', 'a\n\nc', { from: 2, to: 2, text: 'x' }), undefined);
  });
});
