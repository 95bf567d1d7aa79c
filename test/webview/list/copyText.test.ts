/*
 * Copied text: Markdown as it was said, hidden characters as they are seen, a continuation with its
 * beginning.
 */
import assert from 'node:assert/strict';
import { copyTextOf, turnText } from '../../../src/webview/list/copyText.ts';
import { answer, text, turn } from '../views.ts';

const seam = { kind: 'seam' as const, sentence: 'Continued', why: [] };

describe('copyText', () => {
  it('takes the text blocks of an ended answer, and nothing of one that grows', () => {
    const blocks = [{ type: 'reasoning' as const, text: 'hm' }, text('**a**'), text('b\u202Ec')];
    assert.equal(copyTextOf([answer({ blocks })], 0), '**a**\n\nb⟦U+202E⟧c');
    assert.equal(copyTextOf([answer({ blocks, state: 'streaming' })], 0), '');
    assert.equal(copyTextOf([], 0), '');
  });

  it('puts a continuation behind its beginning, a new answer alone', () => {
    const begun = answer({ state: 'unfinished', blocks: [text('It is ')] });
    const on = answer({ answerId: 'a2', seam, blocks: [text('so.')] });
    assert.equal(copyTextOf([begun, on], 1), 'It is so.');
    assert.equal(copyTextOf([{ ...begun, ending: 'Unfinished' }, on], 1), 'so.');
  });

  it('a turn is its question and all its answers', () => {
    const one = turn('Why?', answer({ blocks: [text('So.')] }), answer({ blocks: [] }));
    assert.equal(turnText(one), 'Why?\n\nSo.');
  });
});
