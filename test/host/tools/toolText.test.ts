// What a person reads before they allow a call, and what a model reads of its result.

import assert from 'node:assert/strict';
import { inputOf, resultText, shownInput } from '../../../src/host/tools/toolText.ts';

describe('words of tools', () => {
  it('takes objects as arguments, nothing as an empty one, and all else as none', () => {
    assert.deepEqual(inputOf('{"a":[1]}'), { a: [1] });
    assert.deepEqual(inputOf('  '), {});
    for (const json of ['[1]', 'null', '"x"', '{', '7']) assert.equal(inputOf(json), undefined);
  });

  it('shows arguments whole or says how much is missing, and nothing that hides', () => {
    const { text, left } = shownInput({ path: 'a\u202Etxt.exe', tag: '\u{E0041}' });
    assert.equal(left, 0);
    assert.doesNotMatch(text, /[\u202E\u{E0041}]/u);
    const long = shownInput({ text: 'x'.repeat(5000) });
    assert.equal(long.text.length, 1500);
    assert.ok(long.left > 3000);
  });

  it('reads results part by part, bounded', () => {
    const image = { data: new Uint8Array(5), mimeType: 'image/png' };
    const json = { data: new TextEncoder().encode('{"b":2}'), mimeType: 'application/json' };
    assert.equal(
      resultText([{ value: 'one' }, 'two', { value: { a: 1 } }, json, image, null]),
      'one\ntwo\n{"a":1}\n{"b":2}\n[image/png, 5 bytes]\n',
    );
    assert.equal(resultText([]), 'The tool gave nothing back.');
    assert.match(resultText(['y'.repeat(70_000)]), /\[10000 more characters are left out\]$/);
  });
});
