/*
 * Vendors' words are short, on one line and without characters that act on a screen.
 */
import assert from 'node:assert/strict';
import { vendorMessage, vendorWord } from '../../../src/providers/errors/vendorText.ts';

describe("vendors' words", () => {
  it('lose control characters, line ends and marks that turn text', () => {
    assert.equal(vendorMessage('a\u001b[2J\r\n\tb\u0000c\u202ed\u2028e'), 'a [2J b c d e');
  });
  it('are cut, and never inside a character', () => {
    const long = vendorMessage(`${'x'.repeat(498)}😀😀`) ?? '';
    assert.equal(long.length, 499);
    assert(long.endsWith('…') && !/[\ud800-\udfff]/.test(long));
    assert.equal(vendorWord('y'.repeat(300))?.length, 120);
  });
  it('are absent when nothing is left', () => {
    assert.equal(vendorMessage(' \n\u0007 '), undefined);
    assert.equal(vendorWord(''), undefined);
  });
  it('lose half characters', () => assert.equal(vendorMessage('a\ud83d b'), 'a\ufffd b'));
});
