import assert from 'node:assert/strict';
import { Folds } from '../../../src/webview/list/folds.ts';

describe('folds', () => {
  it('remembers what was opened, by answer and by what it is', () => {
    const folds = new Folds();
    folds.set('a1', 'why', true);
    folds.set('a1', 0, true);
    assert.deepEqual(
      [folds.isOpen('a1', 'why'), folds.isOpen('a1', 0), folds.isOpen('a1', 1)],
      [true, true, false],
    );
    assert.equal(folds.isOpen('a2', 'why'), false);
    folds.set('a1', 'why', false);
    assert.equal(folds.isOpen('a1', 'why'), false);
  });
});
