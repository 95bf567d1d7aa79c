import assert from 'node:assert/strict';
import { plainEnglish } from '../../src/host/l10n.ts';

describe('l10n', () => {
  it('fills in places by number and leaves unknown ones alone', () => {
    assert.equal(plainEnglish.t('{1} before {0}, {2}', 'a', 7), '7 before a, {2}');
  });
});
