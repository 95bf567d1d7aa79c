import assert from 'node:assert/strict';
import { exchanged, mentionAt, withSigil } from '../../src/webview/mention.ts';

const words = (text: string, caret = text.length): string | undefined => {
  const mention = mentionAt(text, caret);
  return mention === undefined ? undefined : `${mention.sigil}${mention.words}`;
};

describe('mention', () => {
  it('begins at the start, behind a space or a bracket, and ends at the caret', () => {
    assert.equal(words('@'), '@');
    assert.equal(words('see @pool.test'), '@pool.test');
    assert.equal(words('(@file:src/a'), '@file:src/a');
    assert.equal(words('a\n@b'), '@b');
    assert.equal(words('@pool and more', 3), '@po');
  });

  it('is no address, and no word that ended', () => {
    for (const text of ['me@example.com', '@pool ', 'a@', '@a@b', '']) {
      assert.equal(words(text), undefined, text);
    }
  });

  it('is a command only as the first word', () => {
    assert.deepEqual([words('/'), words('/rev')], ['/', '/rev']);
    for (const text of ['/review ', 'x /rev', '/a/b', '//'])
      assert.equal(words(text), undefined, text);
  });

  it('makes room for what was taken, with one space', () => {
    const mention = mentionAt('see @po now', 7) ?? assert.fail();
    assert.deepEqual(exchanged('see @po now', mention, ''), { text: 'see now', caret: 4 });
    assert.deepEqual(exchanged('see @po now', mention, '@file:'), {
      text: 'see @file: now',
      caret: 10,
    });
    const command = mentionAt('/rev', 4) ?? assert.fail();
    assert.deepEqual(exchanged('/rev', command, '/review '), { text: '/review ', caret: 8 });
  });

  it('can be begun by a button anywhere', () => {
    assert.deepEqual(withSigil('', 0), { text: '@', caret: 1 });
    assert.deepEqual(withSigil('why', 3), { text: 'why @', caret: 5 });
    assert.deepEqual(withSigil('a b', 2), { text: 'a @b', caret: 3 });
  });
});
