import assert from 'node:assert/strict';
import { oneLine } from '../../../src/host/words/oneLine.ts';

describe('oneLine', () => {
  it('puts words on one line, without marks that turn the reading direction', () => {
    assert.equal(oneLine('  Why\n\tdoes \u202Ethis\u202C hang? ', 40), 'Why does this hang?');
    assert.equal(oneLine('\u0000\n', 40), '');
  });

  it('cuts between characters, never through one', () => {
    assert.equal(oneLine('👩‍🚀'.repeat(9), 4).at(-1), '…');
    assert.equal(oneLine('😀😀😀😀😀', 4), '😀…');
    assert.equal(oneLine('abcd', 4), 'abcd');
    assert.ok(oneLine('x'.repeat(1_000_000), 40).length <= 40);
  });
});
