/*
 * Hidden characters become marks; what languages and emoji need stays untouched.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleText } from '../../../src/webview/markdown/visibleText.ts';

describe('visibleText', () => {
  it('marks bidirectional controls, zero-width, tags and other controls', () => {
    assert.equal(visibleText('a\u202Eb'), 'a⟦U+202E⟧b');
    assert.equal(visibleText('\u2066x\u2069'), '⟦U+2066⟧x⟦U+2069⟧');
    assert.equal(visibleText('su\u200Bdo'), 'su⟦U+200B⟧do');
    assert.equal(visibleText('\u{E0041}\u{E0042}'), '⟦U+E0041⟧⟦U+E0042⟧');
    assert.equal(visibleText('\u001B]8;;x\u0007'), '⟦U+001B⟧]8;;x⟦U+0007⟧');
    assert.equal(visibleText('a\uFEFFb\u00AD'), 'a⟦U+FEFF⟧b⟦U+00AD⟧');
    assert.equal(visibleText('x\uFE0F\uFE0F\u{E0100}'), 'x\uFE0F⟦U+FE0F⟧⟦U+E0100⟧');
    assert.equal(visibleText('\uD800'), '⟦U+D800⟧');
  });

  it('leaves languages and emoji alone', () => {
    for (const text of [
      'tab\tand\nline',
      'Grüße, 你好, שלום, مرحبا',
      'می\u200Cخواهم',
      'क्\u200Dष',
      '👩\u200D👩\u200D👧 ❤\uFE0F 👍🏽',
      '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    ]) {
      assert.equal(visibleText(text), text);
    }
  });

  it('is stable: marked text is not marked again, and nothing hidden is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = visibleText(text);
        assert.equal(visibleText(once), once);
        assert.doesNotMatch(once, /[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/);
      }),
    );
  });
});
